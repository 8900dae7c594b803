package plumbline.server.identity;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.BREAK_GLASS;
import static plumbline.schema.Tables.HELD_GRANT;
import static plumbline.schema.Tables.RIGHTS_VERSION;
import static plumbline.schema.Tables.ROLE_GRANT;
import static plumbline.schema.Tables.TEAM_MEMBER;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.held.HeldGrants;
import plumbline.server.identity.held.Holdings;
import plumbline.server.identity.held.KeptHoldings;

/// All SQL about people and their roles.
final class AccountStore {
    /// The teams of a person, gathered once for all that the person holds.
    private static final Table<?> MEMBERSHIP = DSL.lateral(
                    select(DSL.arrayAgg(TEAM_MEMBER.TEAM_ID).as("teams"))
                            .from(TEAM_MEMBER)
                            .where(TEAM_MEMBER.ACCOUNT_ID.eq(ACCOUNT.ID)))
            .as("membership");

    private static final Field<Long[]> TEAMS = field("membership.teams", Long[].class);

    private static final long RIGHTS_LOCK = 0x5249_4748_5453L;

    private static final Field<Long> SINCE_MICROS = field("spring_session.since_micros", Long.class);
    private static final Field<Boolean> SEEN_LONG_AGO = field(
            "cast(extract(epoch from now()) * 1000 as bigint) - spring_session.last_access_time >= 60000",
            Boolean.class);
    private static final String OPEN_SESSION = """
            spring_session.session_id = cast(? as char(36)) and spring_session.since_micros is not null
            and spring_session.last_access_time + spring_session.max_inactive_interval * 1000
              > cast(extract(epoch from now()) * 1000 as bigint)""";

    Optional<Account> find(DSLContext database, long id) {
        return one(database, ACCOUNT.ID.eq(id));
    }

    /// Whose session it is, when that person signed in, and whether the last request was more than a minute ago.
    record Holder(Account account, Instant since, boolean seenLongAgo) {}

    /// Who holds a session that has not ended by idling: what every request of a browser asks. What that person
    /// holds is read only when any right has changed since it was read last. Not for transactions: what one of them
    /// has changed itself might come to nothing.
    Optional<Holder> holder(DSLContext reading, String sessionId, KeptHoldings kept) {
        return reading.select(ACCOUNT.asterisk(), SINCE_MICROS, SEEN_LONG_AGO, RIGHTS_VERSION.VERSION)
                .from(table("spring_session"))
                .join(ACCOUNT)
                .on(condition("spring_session.account_id = {0}", ACCOUNT.ID))
                .crossJoin(RIGHTS_VERSION)
                .where(condition(OPEN_SESSION, sessionId))
                .fetchOptional(row -> {
                    var id = row.get(ACCOUNT.ID);
                    var holdings = kept.of(id, row.get(RIGHTS_VERSION.VERSION));
                    return new Holder(
                            read(row, holdings == null ? holdings(reading, id, kept) : holdings),
                            Instant.EPOCH.plus(row.get(SINCE_MICROS), ChronoUnit.MICROS),
                            row.get(SEEN_LONG_AGO));
                });
    }

    /// What a person holds and the version of all rights, of one moment because they are of one statement.
    private static Holdings holdings(DSLContext reading, long id, KeptHoldings kept) {
        var rows = reading.select(RIGHTS_VERSION.VERSION, HELD_GRANT.asterisk(), TEAMS)
                .from(ACCOUNT)
                .crossJoin(RIGHTS_VERSION)
                .crossJoin(MEMBERSHIP)
                .leftJoin(HELD_GRANT)
                .on(HELD_GRANT.HOLDER_ID.eq(ACCOUNT.ID))
                .where(ACCOUNT.ID.eq(id))
                .orderBy(HELD_GRANT.GRANT_ID)
                .fetch();
        if (rows.isEmpty()) {
            return Holdings.NONE;
        }
        var read = holdings(rows);
        kept.keep(id, rows.getFirst().get(RIGHTS_VERSION.VERSION), read);
        return read;
    }

    /// Keeps everybody from changing an account until the transaction ends.
    void hold(DSLContext transaction, long id) {
        transaction
                .select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .forShare()
                .fetch();
    }

    Optional<Account> find(DSLContext database, String email) {
        return one(database, ACCOUNT.EMAIL.eq(email));
    }

    List<Account> all(DSLContext database) {
        return fetch(
                database,
                DSL.noCondition(),
                List.of(DSL.field(ACCOUNT.DEACTIVATED_AT.isNotNull()), DSL.lower(ACCOUNT.NAME), ACCOUNT.ID));
    }

    /// The people whose ids come after this one.
    List<Account> after(DSLContext database, long id, int limit) {
        var page = select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.gt(id))
                .orderBy(ACCOUNT.ID)
                .limit(limit);
        return fetch(database, ACCOUNT.ID.in(page), List.of(ACCOUNT.ID));
    }

    /// These people.
    List<Account> these(DSLContext database, Collection<Long> ids) {
        return fetch(database, ACCOUNT.ID.eq(any(ids.toArray(Long[]::new))), List.of(ACCOUNT.ID));
    }

    /// The active people, by name, with anything that gives this permission, wherever and whenever it does.
    List<Account> holders(DSLContext database, Permission permission) {
        var giving = HELD_GRANT.as("giving");
        var roles = Arrays.stream(Role.values())
                .filter(role -> role.permissions().contains(permission))
                .map(Role::word)
                .toList();
        var holders = select(giving.HOLDER_ID)
                .from(giving)
                .where(giving.GRANT_ROLE.in(roles).or(DSL.val(permission.word()).eq(any(giving.GRANT_PERMISSIONS))));
        return fetch(
                database,
                ACCOUNT.DEACTIVATED_AT.isNull().and(ACCOUNT.ID.in(holders)),
                List.of(DSL.lower(ACCOUNT.NAME), ACCOUNT.ID));
    }

    boolean none(DSLContext database) {
        return !database.fetchExists(ACCOUNT);
    }

    long insert(DSLContext transaction, NewAccount account, Instant now) {
        var id = transaction
                .insertInto(ACCOUNT)
                .set(ACCOUNT.EMAIL, account.email())
                .set(ACCOUNT.NAME, account.name())
                .set(ACCOUNT.CREATED_AT, now)
                .returningResult(ACCOUNT.ID)
                .fetchSingle()
                .value1();
        account.grants().forEach(grant -> give(transaction, id, grant, now));
        return id;
    }

    private static void give(DSLContext transaction, long id, NewGrant grant, Instant now) {
        var services = grant.scope().services();
        transaction
                .insertInto(ROLE_GRANT)
                .set(ROLE_GRANT.ACCOUNT_ID, id)
                .set(ROLE_GRANT.ROLE, grant.role() == null ? null : grant.role().word())
                .set(ROLE_GRANT.CUSTOM_ROLE_ID, grant.customId())
                .set(ROLE_GRANT.SERVICE_IDS, services == null ? null : services.toArray(Long[]::new))
                .set(ROLE_GRANT.STARTS_AT, grant.from())
                .set(ROLE_GRANT.ENDS_AT, grant.until(now))
                .set(ROLE_GRANT.CREATED_AT, now)
                .execute();
    }

    /// Leaves the person with exactly these roles of their own.
    void setGrants(DSLContext transaction, long id, List<NewGrant> grants, Instant now) {
        transaction.deleteFrom(ROLE_GRANT).where(ROLE_GRANT.ACCOUNT_ID.eq(id)).execute();
        grants.forEach(grant -> give(transaction, id, grant, now));
    }

    /// Moves the account to its next version, if it still is at the given one.
    boolean advance(DSLContext transaction, long id, int version) {
        return transaction
                        .update(ACCOUNT)
                        .set(ACCOUNT.VERSION, ACCOUNT.VERSION.plus(1))
                        .where(ACCOUNT.ID.eq(id).and(ACCOUNT.VERSION.eq(version)))
                        .execute()
                == 1;
    }

    void describe(DSLContext transaction, long id, String email, String name) {
        transaction
                .update(ACCOUNT)
                .set(ACCOUNT.EMAIL, email)
                .set(ACCOUNT.NAME, name)
                .set(ACCOUNT.VERSION, ACCOUNT.VERSION.plus(1))
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    void setDeactivated(DSLContext transaction, long id, @Nullable Instant at) {
        transaction
                .update(ACCOUNT)
                .set(ACCOUNT.DEACTIVATED_AT, at)
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    void setPassword(DSLContext transaction, long id, String hash) {
        transaction
                .update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, hash)
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    Optional<String> passwordHash(DSLContext database, long id) {
        return database.select(ACCOUNT.PASSWORD_HASH)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(id))
                .fetchOptional(ACCOUNT.PASSWORD_HASH);
    }

    void signedIn(DSLContext transaction, long id, Instant at) {
        transaction
                .update(ACCOUNT)
                .set(ACCOUNT.SIGNED_IN_AT, at)
                .where(ACCOUNT.ID.eq(id))
                .execute();
    }

    /// Lets no other change of rights happen until the transaction ends.
    void lockRights(DSLContext transaction) {
        transaction.execute("select pg_advisory_xact_lock({0})", DSL.inline(RIGHTS_LOCK));
    }

    /// Lets no change of rights happen until the transaction ends.
    void holdRights(DSLContext transaction) {
        transaction.execute("select pg_advisory_xact_lock_shared({0})", DSL.inline(RIGHTS_LOCK));
    }

    /// Whether there is somebody who can sign in and do everything, and will be for as long as nobody changes it.
    boolean administered(DSLContext database, Instant now) {
        return database.fetchExists(administrators(now).and(ACCOUNT.PASSWORD_HASH.isNotNull()));
    }

    /// Whether the break-glass account can do everything once somebody sets its password.
    boolean reserved(DSLContext database, Instant now) {
        return database.fetchExists(administrators(now)
                .and(ACCOUNT.ID.in(select(BREAK_GLASS.ACCOUNT_ID).from(BREAK_GLASS))));
    }

    private static SelectConditionStep<Record1<Long>> administrators(Instant now) {
        var audits = ROLE_GRANT.as("audits");
        return select(ACCOUNT.ID)
                .from(ACCOUNT)
                .join(ROLE_GRANT)
                .on(ROLE_GRANT.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(ROLE_GRANT.ROLE.eq(Role.ADMINISTRATOR.word()))
                .and(ROLE_GRANT.STARTS_AT.isNull().or(ROLE_GRANT.STARTS_AT.le(now)))
                .and(ROLE_GRANT.ENDS_AT.isNull())
                .and(ACCOUNT.DEACTIVATED_AT.isNull())
                // An auditor only reads, whatever else they hold.
                .andNotExists(selectOne()
                        .from(audits)
                        .where(audits.ACCOUNT_ID.eq(ACCOUNT.ID))
                        .and(audits.ROLE.eq(Role.AUDITOR.word()))
                        .and(audits.ENDS_AT.gt(now)));
    }

    private static Optional<Account> one(DSLContext database, Condition condition) {
        return fetch(database, condition, List.of()).stream().findFirst();
    }

    /// People with all that they hold, in one query.
    private static List<Account> fetch(DSLContext database, Condition condition, List<OrderField<?>> order) {
        var by = new ArrayList<>(order);
        by.add(HELD_GRANT.GRANT_ID);
        return people(database.select(ACCOUNT.asterisk(), HELD_GRANT.asterisk(), TEAMS)
                .from(ACCOUNT)
                .crossJoin(MEMBERSHIP)
                .leftJoin(HELD_GRANT)
                .on(HELD_GRANT.HOLDER_ID.eq(ACCOUNT.ID))
                .where(condition)
                .orderBy(by)
                .fetch());
    }

    /// Rows of people, one for each thing that they hold, put together.
    private static List<Account> people(List<? extends Record> rows) {
        var people = new LinkedHashMap<Long, List<Record>>();
        for (var row : rows) {
            people.computeIfAbsent(row.get(ACCOUNT.ID), _ -> new ArrayList<>()).add(row);
        }
        return people.values().stream()
                .map(held -> read(held.getFirst(), holdings(held)))
                .toList();
    }

    /// Rows of one person.
    private static Holdings holdings(List<? extends Record> rows) {
        var teams = rows.getFirst().get(TEAMS);
        return new Holdings(
                rows.stream()
                        .flatMap(row -> Optional.ofNullable(HeldGrants.read(row)).stream())
                        .toList(),
                teams == null ? Set.of() : Set.of(teams));
    }

    private static Account read(Record row, Holdings holdings) {
        return new Account(
                row.get(ACCOUNT.ID),
                row.get(ACCOUNT.EMAIL),
                row.get(ACCOUNT.NAME),
                holdings.grants(),
                holdings.teams(),
                row.get(ACCOUNT.PASSWORD_HASH) != null,
                row.get(ACCOUNT.CREATED_AT),
                row.get(ACCOUNT.SIGNED_IN_AT),
                row.get(ACCOUNT.DEACTIVATED_AT),
                row.get(ACCOUNT.VERSION));
    }
}
