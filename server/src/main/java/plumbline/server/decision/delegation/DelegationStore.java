package plumbline.server.decision.delegation;

import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.DELEGATION;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;

/// SQL of delegations.
final class DelegationStore {
    private static final Field<String> FROM_NAME = DSL.field(
                    DSL.select(ACCOUNT.NAME).from(ACCOUNT).where(ACCOUNT.ID.eq(DELEGATION.FROM_ACCOUNT)))
            .as("from_name");
    private static final Field<String> TO_NAME = DSL.field(
                    DSL.select(ACCOUNT.NAME).from(ACCOUNT).where(ACCOUNT.ID.eq(DELEGATION.TO_ACCOUNT)))
            .as("to_name");

    /// A delegation to be kept.
    record Row(
            long from,
            long to,
            @Nullable Permission permission,
            Instant startsAt,
            Instant endsAt,
            String reason,
            Instant createdAt) {}

    long insert(DSLContext transaction, Row row) {
        return transaction
                .insertInto(DELEGATION)
                .set(DELEGATION.FROM_ACCOUNT, row.from())
                .set(DELEGATION.TO_ACCOUNT, row.to())
                .set(
                        DELEGATION.PERMISSION,
                        row.permission() == null ? null : row.permission().word())
                .set(DELEGATION.STARTS_AT, row.startsAt())
                .set(DELEGATION.ENDS_AT, row.endsAt())
                .set(DELEGATION.REASON, row.reason())
                .set(DELEGATION.CREATED_AT, row.createdAt())
                .returningResult(DELEGATION.ID)
                .fetchSingle()
                .value1();
    }

    /// Ends a delegation; false when it has ended already.
    boolean end(DSLContext transaction, long id, Instant at) {
        return transaction
                        .update(DELEGATION)
                        .set(DELEGATION.ENDED_AT, at)
                        .where(DELEGATION.ID.eq(id))
                        .and(DELEGATION.ENDED_AT.isNull())
                        .and(DELEGATION.ENDS_AT.gt(at))
                        .execute()
                == 1;
    }

    Optional<Delegation> find(DSLContext database, long id) {
        return fetch(database, DELEGATION.ID.eq(id)).stream().findFirst();
    }

    /// Those that somebody gave or received, the newest first.
    List<Delegation> of(DSLContext database, long account) {
        return fetch(database, DELEGATION.FROM_ACCOUNT.eq(account).or(DELEGATION.TO_ACCOUNT.eq(account)));
    }

    /// Those by which somebody may decide for others now; while the transaction lasts nobody ends them.
    List<Delegation> activeTo(DSLContext transaction, long account, Instant now) {
        return fetch(transaction, DELEGATION.TO_ACCOUNT.eq(account).and(active(now)));
    }

    /// Those by which others may decide for these people now.
    List<Delegation> activeFrom(DSLContext database, Collection<Long> accounts, Instant now) {
        var lenders = accounts.toArray(Long[]::new);
        return fetch(database, DELEGATION.FROM_ACCOUNT.eq(DSL.any(lenders)).and(active(now)));
    }

    private static Condition active(Instant now) {
        return DELEGATION.STARTS_AT.le(now).and(DELEGATION.ENDS_AT.gt(now)).and(DELEGATION.ENDED_AT.isNull());
    }

    /// Those that somebody gave or received and that are not over, the newest first.
    List<Delegation> goingOn(DSLContext database, long account, Instant now) {
        return fetch(
                database,
                DELEGATION
                        .FROM_ACCOUNT
                        .eq(account)
                        .or(DELEGATION.TO_ACCOUNT.eq(account))
                        .and(isGoingOn(now)));
    }

    /// How many each of these people gave or received that are not over.
    Map<Long, Integer> counts(DSLContext database, Collection<Long> people, Instant now) {
        var ids = people.toArray(Long[]::new);
        var person = DSL.field("person", Long.class);
        var either = DSL.select(DELEGATION.FROM_ACCOUNT.as("person"))
                .from(DELEGATION)
                .where(DELEGATION.FROM_ACCOUNT.eq(DSL.any(ids)))
                .and(isGoingOn(now))
                .unionAll(DSL.select(DELEGATION.TO_ACCOUNT)
                        .from(DELEGATION)
                        .where(DELEGATION.TO_ACCOUNT.eq(DSL.any(ids)))
                        .and(isGoingOn(now)))
                .asTable("either");
        return database.select(person, DSL.count()).from(either).groupBy(person).fetchMap(person, DSL.count());
    }

    private static Condition isGoingOn(Instant now) {
        return DELEGATION.ENDED_AT.isNull().and(DELEGATION.ENDS_AT.gt(now));
    }

    /// Keeps a delegation from being ended until the transaction does.
    void hold(DSLContext transaction, long to, long from) {
        transaction
                .select(DELEGATION.ID)
                .from(DELEGATION)
                .where(DELEGATION.TO_ACCOUNT.eq(to), DELEGATION.FROM_ACCOUNT.eq(from))
                .forShare()
                .fetch();
    }

    private static List<Delegation> fetch(DSLContext database, Condition condition) {
        return database.select(DELEGATION.asterisk(), FROM_NAME, TO_NAME)
                .from(DELEGATION)
                .where(condition)
                .orderBy(DELEGATION.ID.desc())
                .limit(1_000)
                .fetch(DelegationStore::delegation);
    }

    private static Delegation delegation(Record row) {
        var permission = row.get(DELEGATION.PERMISSION);
        return new Delegation(
                row.get(DELEGATION.ID),
                new Delegation.Person(row.get(DELEGATION.FROM_ACCOUNT), row.get(FROM_NAME)),
                new Delegation.Person(row.get(DELEGATION.TO_ACCOUNT), row.get(TO_NAME)),
                permission == null ? null : Permission.find(permission).orElseThrow(),
                row.get(DELEGATION.STARTS_AT),
                row.get(DELEGATION.ENDS_AT),
                row.get(DELEGATION.REASON),
                row.get(DELEGATION.CREATED_AT),
                row.get(DELEGATION.ENDED_AT));
    }
}
