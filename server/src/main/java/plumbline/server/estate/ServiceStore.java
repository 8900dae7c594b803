package plumbline.server.estate;

import static org.jooq.impl.DSL.any;
import static plumbline.schema.Tables.CLOUD_SERVICE;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Records;
import org.jooq.impl.DSL;
import plumbline.schema.tables.records.CloudServiceRecord;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.identity.Principal.Scope;

/// All SQL of the estate.
final class ServiceStore {
    private static final Field<String> OWNER = DSL.lower(CLOUD_SERVICE.OWNER);

    List<CloudService> visible(DSLContext database, Scope scope) {
        return database.selectFrom(CLOUD_SERVICE)
                .where(within(scope))
                .and(CLOUD_SERVICE.RETIRED_AT.isNull())
                .orderBy(DSL.lower(CLOUD_SERVICE.NAME))
                .fetch(ServiceStore::service);
    }

    /// Every service there ever was.
    List<CloudService> registered(DSLContext database) {
        return database.selectFrom(CLOUD_SERVICE).orderBy(CLOUD_SERVICE.ID).fetch(ServiceStore::service);
    }

    /// How a service is called.
    record Name(long id, String key, String name) {}

    /// How all services in use are called, in the order of their names.
    List<Name> names(DSLContext database) {
        return database.select(CLOUD_SERVICE.ID, CLOUD_SERVICE.KEY, CLOUD_SERVICE.NAME)
                .from(CLOUD_SERVICE)
                .where(CLOUD_SERVICE.RETIRED_AT.isNull())
                .orderBy(DSL.lower(CLOUD_SERVICE.NAME))
                .fetch(Records.mapping(Name::new));
    }

    Optional<CloudService> find(DSLContext database, String key, Scope scope) {
        return database.selectFrom(CLOUD_SERVICE)
                .where(CLOUD_SERVICE.KEY.eq(key))
                .and(within(scope))
                .fetchOptional(ServiceStore::service);
    }

    /// How many services in use name each of these addresses as their owner.
    Map<String, Integer> ownerCounts(DSLContext database, Collection<String> addresses) {
        return database.select(OWNER, DSL.count())
                .from(CLOUD_SERVICE)
                .where(OWNER.eq(any(addresses.toArray(String[]::new))))
                .and(CLOUD_SERVICE.RETIRED_AT.isNull())
                .groupBy(OWNER)
                .fetchMap(OWNER, DSL.count());
    }

    /// The first services in use that name this address as their owner, by name.
    List<CloudService> ownedBy(DSLContext database, String address, Scope scope, int limit) {
        return database.selectFrom(CLOUD_SERVICE)
                .where(OWNER.eq(address))
                .and(within(scope))
                .and(CLOUD_SERVICE.RETIRED_AT.isNull())
                .orderBy(DSL.lower(CLOUD_SERVICE.NAME))
                .limit(limit)
                .fetch(ServiceStore::service);
    }

    /// All services in use that name this address as their owner, held until the transaction ends.
    List<CloudService> holdOwnedBy(DSLContext tx, String address) {
        return tx.selectFrom(CLOUD_SERVICE)
                .where(OWNER.eq(address))
                .and(CLOUD_SERVICE.RETIRED_AT.isNull())
                .orderBy(CLOUD_SERVICE.ID)
                .forUpdate()
                .fetch(ServiceStore::service);
    }

    boolean nameTaken(DSLContext database, String name, long exceptId) {
        return database.fetchExists(database.selectOne()
                .from(CLOUD_SERVICE)
                .where(DSL.lower(CLOUD_SERVICE.NAME).eq(name.toLowerCase(Locale.ROOT)))
                .and(CLOUD_SERVICE.RETIRED_AT.isNull())
                .and(CLOUD_SERVICE.ID.ne(exceptId)));
    }

    CloudService insert(DSLContext transaction, String key, Description description, Instant now) {
        var row = transaction.newRecord(CLOUD_SERVICE);
        row.setKey(key);
        row.setCreatedAt(now);
        row.setChangedAt(now);
        fill(row, description);
        row.store();
        row.refresh();
        return service(row);
    }

    /// Changes the version that the caller saw; empty when somebody was faster.
    Optional<CloudService> update(DSLContext transaction, CloudService seen, Description description, Instant now) {
        var row = transaction.newRecord(CLOUD_SERVICE);
        fill(row, description);
        row.setVersion(seen.version() + 1);
        row.setChangedAt(now);
        return transaction
                .update(CLOUD_SERVICE)
                .set(row)
                .where(CLOUD_SERVICE.ID.eq(seen.id()))
                .and(CLOUD_SERVICE.VERSION.eq(seen.version()))
                .returning()
                .fetchOptional(ServiceStore::service);
    }

    private static Condition within(Scope scope) {
        return scope.reaches(CLOUD_SERVICE.ID);
    }

    private static void fill(CloudServiceRecord row, Description description) {
        row.setName(description.name());
        row.setDescription(description.purpose());
        row.setOurRole(word(description.ourRole()));
        row.setServiceModel(word(description.model()));
        row.setDataClass(word(description.dataClass()));
        row.setEnvironments(description.environments().toArray(String[]::new));
        row.setOwner(description.owner());
        row.setUpstreamProvider(description.upstreamProvider());
        row.setRepositories(description.repositories().toArray(String[]::new));
    }

    private static CloudService service(CloudServiceRecord row) {
        var description = new Description(
                row.getName(),
                row.getDescription(),
                OurRole.valueOf(row.getOurRole().toUpperCase(Locale.ROOT)),
                ServiceModel.valueOf(row.getServiceModel().toUpperCase(Locale.ROOT)),
                DataClass.valueOf(row.getDataClass().toUpperCase(Locale.ROOT)),
                List.of(row.getEnvironments()),
                row.getOwner(),
                row.getUpstreamProvider(),
                List.of(row.getRepositories()));
        return new CloudService(
                row.getId(),
                row.getKey(),
                row.getVersion(),
                description,
                row.getCreatedAt(),
                row.getChangedAt(),
                row.getRetiredAt());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
