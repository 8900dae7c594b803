package plumbline.server.identity.grant;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.SCIM_GROUP;
import static plumbline.schema.Tables.TEAM;
import static plumbline.schema.Tables.TEAM_MEMBER;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QuantifiedSelect;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// All SQL about teams and who is in them.
final class TeamStore {
    private static final Field<Integer> MEMBERS = field(
                    selectCount().from(TEAM_MEMBER).where(TEAM_MEMBER.TEAM_ID.eq(TEAM.ID)))
            .as("members");
    private static final Field<Boolean> DIRECTORY = field(
                    exists(selectOne().from(SCIM_GROUP).where(SCIM_GROUP.TEAM_ID.eq(TEAM.ID))))
            .as("directory");

    List<Team> all(DSLContext database) {
        return fetch(database, DSL.noCondition());
    }

    Optional<Team> find(DSLContext database, long id) {
        return fetch(database, TEAM.ID.eq(id)).stream().findFirst();
    }

    /// The teams that somebody is in or leads.
    List<Team> of(DSLContext database, long accountId) {
        return fetch(database, TEAM.LEAD_ID.eq(accountId).or(TEAM.ID.in(with(accountId))));
    }

    /// The teams that somebody leads.
    List<Team> led(DSLContext database, long accountId, int limit) {
        return fetch(database, TEAM.LEAD_ID.eq(accountId), limit);
    }

    /// The same, all of them, held until the transaction ends.
    List<Team> holdLed(DSLContext tx, long accountId) {
        var held = tx.select(TEAM.ID)
                .from(TEAM)
                .where(TEAM.LEAD_ID.eq(accountId))
                .orderBy(TEAM.ID)
                .forUpdate()
                .fetch(TEAM.ID);
        return fetch(tx, TEAM.ID.in(held));
    }

    /// The teams that somebody is in.
    List<Team> joined(DSLContext database, long accountId, int limit) {
        return fetch(database, TEAM.ID.in(with(accountId)), limit);
    }

    /// How many teams each of these people leads.
    Map<Long, Integer> ledCounts(DSLContext database, Collection<Long> people) {
        return database.select(TEAM.LEAD_ID, DSL.count())
                .from(TEAM)
                .where(TEAM.LEAD_ID.eq(any(people.toArray(Long[]::new))))
                .groupBy(TEAM.LEAD_ID)
                .fetchMap(TEAM.LEAD_ID, DSL.count());
    }

    /// How many teams each of these people is in.
    Map<Long, Integer> memberCounts(DSLContext database, Collection<Long> people) {
        return database.select(TEAM_MEMBER.ACCOUNT_ID, DSL.count())
                .from(TEAM_MEMBER)
                .where(TEAM_MEMBER.ACCOUNT_ID.eq(any(people.toArray(Long[]::new))))
                .groupBy(TEAM_MEMBER.ACCOUNT_ID)
                .fetchMap(TEAM_MEMBER.ACCOUNT_ID, DSL.count());
    }

    private static List<Team> fetch(DSLContext database, Condition condition) {
        return fetch(database, condition, Integer.MAX_VALUE);
    }

    private static List<Team> fetch(DSLContext database, Condition condition, int limit) {
        return database.select(TEAM.asterisk(), MEMBERS, DIRECTORY, ACCOUNT.NAME, ACCOUNT.EMAIL)
                .from(TEAM)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(TEAM.LEAD_ID))
                .where(condition)
                .orderBy(DSL.lower(TEAM.NAME))
                .limit(limit)
                .fetch(TeamStore::read);
    }

    /// Adds a team and answers its id.
    long insert(DSLContext transaction, Team.Description team, Instant now) {
        return transaction
                .insertInto(TEAM)
                .set(TEAM.NAME, team.name())
                .set(TEAM.PURPOSE, team.purpose())
                .set(TEAM.LEAD_ID, team.lead())
                .set(TEAM.CREATED_AT, now)
                .returningResult(TEAM.ID)
                .fetchSingle()
                .value1();
    }

    boolean nameTaken(DSLContext database, String name, long exceptId) {
        return database.fetchExists(
                TEAM, DSL.lower(TEAM.NAME).eq(DSL.lower(val(name))).and(TEAM.ID.ne(exceptId)));
    }

    /// Changes the version that the caller saw; false when somebody was faster.
    boolean update(DSLContext transaction, long id, int seen, Team.Description team) {
        return transaction
                        .update(TEAM)
                        .set(TEAM.NAME, team.name())
                        .set(TEAM.PURPOSE, team.purpose())
                        .set(TEAM.LEAD_ID, team.lead())
                        .set(TEAM.VERSION, seen + 1)
                        .where(TEAM.ID.eq(id).and(TEAM.VERSION.eq(seen)))
                        .execute()
                == 1;
    }

    void advance(DSLContext transaction, long id) {
        transaction
                .update(TEAM)
                .set(TEAM.VERSION, TEAM.VERSION.plus(1))
                .where(TEAM.ID.eq(id))
                .execute();
    }

    void lead(DSLContext transaction, long id, @Nullable Long accountId) {
        transaction
                .update(TEAM)
                .set(TEAM.LEAD_ID, accountId)
                .where(TEAM.ID.eq(id))
                .execute();
    }

    void rename(DSLContext transaction, long id, String name) {
        transaction
                .update(TEAM)
                .set(TEAM.NAME, name)
                .set(TEAM.VERSION, TEAM.VERSION.plus(1))
                .where(TEAM.ID.eq(id))
                .execute();
    }

    void delete(DSLContext transaction, long id) {
        transaction.deleteFrom(TEAM).where(TEAM.ID.eq(id)).execute();
    }

    /// Ids of the people in a team.
    List<Long> members(DSLContext database, long id) {
        return database.select(TEAM_MEMBER.ACCOUNT_ID)
                .from(TEAM_MEMBER)
                .where(TEAM_MEMBER.TEAM_ID.eq(id))
                .fetch(TEAM_MEMBER.ACCOUNT_ID);
    }

    /// The people in a team, by name.
    List<Team.Member> people(DSLContext database, long id) {
        return database.select(ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.EMAIL)
                .from(TEAM_MEMBER)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(TEAM_MEMBER.ACCOUNT_ID))
                .where(TEAM_MEMBER.TEAM_ID.eq(id))
                .orderBy(DSL.lower(ACCOUNT.NAME), ACCOUNT.ID)
                .fetch(row -> new Team.Member(row.value1(), row.value2(), row.value3()));
    }

    private static Select<Record1<Long>> with(long accountId) {
        return select(TEAM_MEMBER.TEAM_ID).from(TEAM_MEMBER).where(TEAM_MEMBER.ACCOUNT_ID.eq(accountId));
    }

    /// Puts people into a team and says how many were not in it.
    int add(DSLContext transaction, long id, Collection<Long> accountIds, Instant now) {
        return transaction
                .insertInto(TEAM_MEMBER, TEAM_MEMBER.TEAM_ID, TEAM_MEMBER.ACCOUNT_ID, TEAM_MEMBER.JOINED_AT)
                .select(select(val(id), ACCOUNT.ID, val(now)).from(ACCOUNT).where(ACCOUNT.ID.eq(ids(accountIds))))
                .onConflictDoNothing()
                .execute();
    }

    /// Takes people out of a team and says how many were in it.
    int remove(DSLContext transaction, long id, Collection<Long> accountIds) {
        return transaction
                .deleteFrom(TEAM_MEMBER)
                .where(TEAM_MEMBER.TEAM_ID.eq(id).and(TEAM_MEMBER.ACCOUNT_ID.eq(ids(accountIds))))
                .execute();
    }

    private static QuantifiedSelect<Record1<Long>> ids(Collection<Long> ids) {
        return any(ids.toArray(Long[]::new));
    }

    private static Team read(Record row) {
        var lead = row.get(TEAM.LEAD_ID);
        return new Team(
                row.get(TEAM.ID),
                row.get(TEAM.NAME),
                row.get(TEAM.PURPOSE),
                lead == null ? null : new Team.Member(lead, row.get(ACCOUNT.NAME), row.get(ACCOUNT.EMAIL)),
                row.get(MEMBERS),
                row.get(DIRECTORY),
                row.get(TEAM.CREATED_AT),
                row.get(TEAM.VERSION));
    }
}
