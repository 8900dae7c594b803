package plumbline.server.notice.webhook;

import static plumbline.schema.Tables.WEBHOOK_DELIVERY;
import static plumbline.schema.Tables.WEBHOOK_ENDPOINT;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// SQL of endpoints.
final class EndpointStore {
    private static final byte[] NOT_YET = new byte[0];
    private static final Condition THERE = WEBHOOK_ENDPOINT.STATE.ne("deleted");

    /// The sealed secrets of an endpoint.
    ///
    /// @param previous the one of before while it still signs, or null
    @SuppressWarnings("ArrayRecordComponent") // only opened, never compared
    record Sealed(byte[] present, byte @Nullable [] previous) {}

    List<Endpoint> all(DSLContext database) {
        return database.selectFrom(WEBHOOK_ENDPOINT)
                .where(THERE)
                .orderBy(DSL.lower(WEBHOOK_ENDPOINT.NAME))
                .fetch(EndpointStore::endpoint);
    }

    Optional<Endpoint> find(DSLContext database, long id) {
        return database.selectFrom(WEBHOOK_ENDPOINT)
                .where(WEBHOOK_ENDPOINT.ID.eq(id))
                .and(THERE)
                .fetchOptional(EndpointStore::endpoint);
    }

    /// As it is and, for others wait, as it stays until the transaction ends. Whoever changes what is sent
    /// to it holds it first: otherwise two of them could lock each other out.
    Optional<Endpoint> hold(DSLContext tx, long id) {
        return tx.selectFrom(WEBHOOK_ENDPOINT)
                .where(WEBHOOK_ENDPOINT.ID.eq(id))
                .and(THERE)
                .forUpdate()
                .fetchOptional(EndpointStore::endpoint);
    }

    /// Those that are told something and for which one of these people answers.
    List<Endpoint> enabledOf(DSLContext database, Collection<Long> people) {
        return database.selectFrom(WEBHOOK_ENDPOINT)
                .where(enabledOf(people))
                .orderBy(WEBHOOK_ENDPOINT.ID)
                .fetch(EndpointStore::endpoint);
    }

    Map<Long, Integer> counts(DSLContext database, Collection<Long> people) {
        return database.select(WEBHOOK_ENDPOINT.OWNER_ID, DSL.count())
                .from(WEBHOOK_ENDPOINT)
                .where(enabledOf(people))
                .groupBy(WEBHOOK_ENDPOINT.OWNER_ID)
                .fetchMap(WEBHOOK_ENDPOINT.OWNER_ID, DSL.count());
    }

    private static Condition enabledOf(Collection<Long> people) {
        return WEBHOOK_ENDPOINT
                .STATE
                .eq(DSL.inline("enabled"))
                .and(WEBHOOK_ENDPOINT.OWNER_ID.eq(DSL.any(people.toArray(Long[]::new))));
    }

    boolean taken(DSLContext database, String name, long except) {
        return database.fetchExists(DSL.selectOne()
                .from(WEBHOOK_ENDPOINT)
                .where(WEBHOOK_ENDPOINT.NAME.eq(name))
                .and(WEBHOOK_ENDPOINT.ID.ne(except))
                .and(THERE));
    }

    /// Its id goes into the seal of its secret, so the secret comes afterwards.
    long insert(DSLContext tx, EndpointForm form, long owner, Instant now) {
        return tx.insertInto(WEBHOOK_ENDPOINT)
                .set(WEBHOOK_ENDPOINT.NAME, form.name())
                .set(WEBHOOK_ENDPOINT.ADDRESS, form.address())
                .set(WEBHOOK_ENDPOINT.OWNER_ID, owner)
                .set(WEBHOOK_ENDPOINT.SECRET, NOT_YET)
                .set(WEBHOOK_ENDPOINT.EVENTS, form.events().toArray(String[]::new))
                .set(WEBHOOK_ENDPOINT.CREATED_AT, now)
                .returning(WEBHOOK_ENDPOINT.ID)
                .fetchSingle(row -> row.getId());
    }

    void firstSecret(DSLContext tx, long id, byte[] sealed) {
        tx.update(WEBHOOK_ENDPOINT)
                .set(WEBHOOK_ENDPOINT.SECRET, sealed)
                .where(WEBHOOK_ENDPOINT.ID.eq(id))
                .execute();
    }

    /// Whether it still was at the version seen.
    boolean rotate(DSLContext tx, Endpoint seen, Sealed secrets, Instant until) {
        return tx.update(WEBHOOK_ENDPOINT)
                        .set(WEBHOOK_ENDPOINT.SECRET, secrets.present())
                        .set(WEBHOOK_ENDPOINT.PREVIOUS_SECRET, secrets.previous())
                        .set(WEBHOOK_ENDPOINT.PREVIOUS_UNTIL, until)
                        .set(WEBHOOK_ENDPOINT.VERSION, WEBHOOK_ENDPOINT.VERSION.plus(1))
                        .where(at(seen))
                        .execute()
                == 1;
    }

    boolean update(DSLContext tx, Endpoint seen, EndpointForm form, long owner) {
        return tx.update(WEBHOOK_ENDPOINT)
                        .set(WEBHOOK_ENDPOINT.NAME, form.name())
                        .set(WEBHOOK_ENDPOINT.ADDRESS, form.address())
                        .set(WEBHOOK_ENDPOINT.OWNER_ID, owner)
                        .set(WEBHOOK_ENDPOINT.EVENTS, form.events().toArray(String[]::new))
                        .set(WEBHOOK_ENDPOINT.VERSION, WEBHOOK_ENDPOINT.VERSION.plus(1))
                        .where(at(seen))
                        .execute()
                == 1;
    }

    private static Condition at(Endpoint seen) {
        return WEBHOOK_ENDPOINT
                .ID
                .eq(seen.id())
                .and(WEBHOOK_ENDPOINT.VERSION.eq(seen.version()))
                .and(THERE);
    }

    /// Lets somebody answer for it and it be told again; whether that changed anything.
    boolean enable(DSLContext tx, long id, long owner) {
        return tx.update(WEBHOOK_ENDPOINT)
                        .set(WEBHOOK_ENDPOINT.STATE, "enabled")
                        .set(WEBHOOK_ENDPOINT.DISABLED_WHY, "")
                        .set(WEBHOOK_ENDPOINT.OWNER_ID, owner)
                        .setNull(WEBHOOK_ENDPOINT.FAILING_SINCE)
                        .set(WEBHOOK_ENDPOINT.VERSION, WEBHOOK_ENDPOINT.VERSION.plus(1))
                        .where(WEBHOOK_ENDPOINT.ID.eq(id))
                        .and(WEBHOOK_ENDPOINT.STATE.eq("disabled"))
                        .execute()
                == 1;
    }

    /// Whether that changed anything. What waits for it is stopped.
    boolean disable(DSLContext tx, long id, String why, Instant now) {
        boolean disabled = tx.update(WEBHOOK_ENDPOINT)
                        .set(WEBHOOK_ENDPOINT.STATE, "disabled")
                        .set(WEBHOOK_ENDPOINT.DISABLED_WHY, why)
                        .setNull(WEBHOOK_ENDPOINT.FAILING_SINCE)
                        .set(WEBHOOK_ENDPOINT.VERSION, WEBHOOK_ENDPOINT.VERSION.plus(1))
                        .where(WEBHOOK_ENDPOINT.ID.eq(id))
                        .and(WEBHOOK_ENDPOINT.STATE.eq("enabled"))
                        .execute()
                == 1;
        if (disabled) {
            stop(tx, id, now);
        }
        return disabled;
    }

    /// The row stays for the log; the secrets do not.
    boolean delete(DSLContext tx, long id, Instant now) {
        boolean deleted = tx.update(WEBHOOK_ENDPOINT)
                        .set(WEBHOOK_ENDPOINT.STATE, "deleted")
                        .set(WEBHOOK_ENDPOINT.SECRET, NOT_YET)
                        .setNull(WEBHOOK_ENDPOINT.PREVIOUS_SECRET)
                        .setNull(WEBHOOK_ENDPOINT.PREVIOUS_UNTIL)
                        .where(WEBHOOK_ENDPOINT.ID.eq(id))
                        .and(THERE)
                        .execute()
                == 1;
        if (deleted) {
            stop(tx, id, now);
        }
        return deleted;
    }

    private static void stop(DSLContext tx, long id, Instant now) {
        tx.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, WebhookDelivery.Status.STOPPED.word())
                .set(WEBHOOK_DELIVERY.CHANGED_AT, now)
                .where(WEBHOOK_DELIVERY.ENDPOINT_ID.eq(id))
                .and(WEBHOOK_DELIVERY.STATE.eq(WebhookDelivery.Status.WAITING.word()))
                .execute();
    }

    /// The secrets that sign at this time.
    Sealed secrets(DSLContext database, long id, Instant now) {
        return database.selectFrom(WEBHOOK_ENDPOINT)
                .where(WEBHOOK_ENDPOINT.ID.eq(id))
                .fetchSingle(row -> {
                    var until = row.getPreviousUntil();
                    boolean both = until != null && until.isAfter(now);
                    return new Sealed(row.getSecret(), both ? row.getPreviousSecret() : null);
                });
    }

    void worked(DSLContext tx, long id) {
        tx.update(WEBHOOK_ENDPOINT)
                .setNull(WEBHOOK_ENDPOINT.FAILING_SINCE)
                .where(WEBHOOK_ENDPOINT.ID.eq(id))
                .and(WEBHOOK_ENDPOINT.FAILING_SINCE.isNotNull())
                .execute();
    }

    /// Notes a failure and says since when there have been no others.
    Instant failed(DSLContext tx, long id, Instant now) {
        return tx.update(WEBHOOK_ENDPOINT)
                .set(WEBHOOK_ENDPOINT.FAILING_SINCE, DSL.coalesce(WEBHOOK_ENDPOINT.FAILING_SINCE, DSL.val(now)))
                .where(WEBHOOK_ENDPOINT.ID.eq(id))
                .returning(WEBHOOK_ENDPOINT.FAILING_SINCE)
                .fetchSingle(row -> Objects.requireNonNull(row.getFailingSince()));
    }

    private static Endpoint endpoint(Record row) {
        return new Endpoint(
                row.get(WEBHOOK_ENDPOINT.ID),
                row.get(WEBHOOK_ENDPOINT.NAME),
                row.get(WEBHOOK_ENDPOINT.ADDRESS),
                row.get(WEBHOOK_ENDPOINT.OWNER_ID),
                Arrays.asList(row.get(WEBHOOK_ENDPOINT.EVENTS)),
                row.get(WEBHOOK_ENDPOINT.STATE).equals("enabled"),
                row.get(WEBHOOK_ENDPOINT.DISABLED_WHY),
                row.get(WEBHOOK_ENDPOINT.FAILING_SINCE),
                row.get(WEBHOOK_ENDPOINT.PREVIOUS_UNTIL),
                row.get(WEBHOOK_ENDPOINT.VERSION),
                row.get(WEBHOOK_ENDPOINT.CREATED_AT));
    }
}
