package plumbline.server.identity.grant;

import static plumbline.schema.Tables.CUSTOM_ROLE;
import static plumbline.schema.Tables.ROLE_GRANT;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import plumbline.server.identity.Rights.Grant;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.held.HeldGrants;

/// All SQL about roles that are given.
final class GrantStore {

    /// What was given to this holder itself, the first given first.
    List<Grant> of(DSLContext database, Holder holder) {
        return fetch(database, held(holder));
    }

    Optional<Grant> find(DSLContext database, Holder holder, long id) {
        return fetch(database, held(holder).and(ROLE_GRANT.ID.eq(id))).stream().findFirst();
    }

    /// Who was given it.
    Optional<Holder> holder(DSLContext database, long id) {
        return database.select(ROLE_GRANT.ACCOUNT_ID, ROLE_GRANT.TEAM_ID)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.ID.eq(id))
                .fetchOptional(row ->
                        row.value1() != null ? new Holder.Person(row.value1()) : new Holder.Members(row.value2()));
    }

    long insert(DSLContext transaction, Holder holder, NewGrant grant, Instant now) {
        var services = grant.scope().services();
        var row = transaction.newRecord(ROLE_GRANT);
        switch (holder) {
            case Holder.Person(var id) -> row.setAccountId(id);
            case Holder.Members(var id) -> row.setTeamId(id);
        }
        row.setRole(grant.role() == null ? null : grant.role().word());
        row.setCustomRoleId(grant.customId());
        row.setServiceIds(services == null ? null : services.stream().sorted().toArray(Long[]::new));
        row.setStartsAt(grant.from());
        row.setEndsAt(grant.until(now));
        row.setCreatedAt(now);
        row.store();
        return row.getId();
    }

    void delete(DSLContext transaction, long id) {
        transaction.deleteFrom(ROLE_GRANT).where(ROLE_GRANT.ID.eq(id)).execute();
    }

    private static List<Grant> fetch(DSLContext database, Condition condition) {
        return database.select(
                        ROLE_GRANT.ID.as("grant_id"),
                        ROLE_GRANT.ROLE.as("grant_role"),
                        ROLE_GRANT.CUSTOM_ROLE_ID.as("grant_custom_role_id"),
                        CUSTOM_ROLE.NAME.as("grant_custom_role"),
                        CUSTOM_ROLE.PERMISSIONS.as("grant_permissions"),
                        ROLE_GRANT.SERVICE_IDS.as("grant_service_ids"),
                        ROLE_GRANT.STARTS_AT.as("grant_starts_at"),
                        ROLE_GRANT.ENDS_AT.as("grant_ends_at"),
                        DSL.castNull(Long.class).as("grant_team_id"))
                .from(ROLE_GRANT)
                .leftJoin(CUSTOM_ROLE)
                .on(CUSTOM_ROLE.ID.eq(ROLE_GRANT.CUSTOM_ROLE_ID))
                .where(condition)
                .orderBy(ROLE_GRANT.ID)
                .fetch(row -> Objects.requireNonNull(HeldGrants.read(row)));
    }

    private static Condition held(Holder holder) {
        return switch (holder) {
            case Holder.Person(var id) -> ROLE_GRANT.ACCOUNT_ID.eq(id);
            case Holder.Members(var id) -> ROLE_GRANT.TEAM_ID.eq(id);
        };
    }
}
