package plumbline.server.identity.scim;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.select;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.SCIM_GROUP;
import static plumbline.schema.Tables.SCIM_USER;
import static plumbline.schema.Tables.TEAM;
import static plumbline.schema.Tables.TEAM_MEMBER;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// All SQL about groups of the directory.
final class ScimGroupStore {

    /// Groups, by id, without their members.
    List<ScimGroup> page(DSLContext database, Condition condition, int offset, int limit) {
        return database.select(TEAM.ID, TEAM.NAME, TEAM.CREATED_AT, SCIM_GROUP.asterisk())
                .from(SCIM_GROUP)
                .join(TEAM)
                .on(TEAM.ID.eq(SCIM_GROUP.TEAM_ID))
                .where(condition)
                .orderBy(TEAM.ID)
                .offset(offset)
                .limit(limit)
                .fetch(ScimGroupStore::read);
    }

    int count(DSLContext database, Condition condition) {
        return database.selectCount()
                .from(SCIM_GROUP)
                .join(TEAM)
                .on(TEAM.ID.eq(SCIM_GROUP.TEAM_ID))
                .where(condition)
                .fetchSingle()
                .value1();
    }

    Optional<ScimGroup> find(DSLContext database, long team) {
        return page(database, TEAM.ID.eq(team), 0, 1).stream().findFirst();
    }

    /// These groups with those of their members whom the directory knows, by id.
    List<ScimGroup> withMembers(DSLContext database, List<ScimGroup> groups) {
        var teams = groups.stream().map(ScimGroup::team).toArray(Long[]::new);
        var members = database.select(TEAM_MEMBER.TEAM_ID, ACCOUNT.ID, ACCOUNT.NAME)
                .from(TEAM_MEMBER)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(TEAM_MEMBER.ACCOUNT_ID))
                .leftJoin(SCIM_USER)
                .on(SCIM_USER.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(TEAM_MEMBER.TEAM_ID.eq(any(teams)))
                .and(ScimUserStore.THERE)
                .orderBy(ACCOUNT.ID)
                .fetchGroups(
                        row -> row.get(TEAM_MEMBER.TEAM_ID),
                        row -> new ScimGroup.Member(row.get(ACCOUNT.ID), row.get(ACCOUNT.NAME)));
        return groups.stream()
                .map(group -> group.with(members.getOrDefault(group.team(), List.of())))
                .toList();
    }

    /// Those of these who are users for the directory.
    Set<Long> users(DSLContext database, Collection<Long> ids) {
        return database.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .leftJoin(SCIM_USER)
                .on(SCIM_USER.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(ACCOUNT.ID.eq(any(ids.toArray(Long[]::new))))
                .and(ScimUserStore.THERE)
                .fetchSet(ACCOUNT.ID);
    }

    void insert(DSLContext transaction, long team, @Nullable String externalId, Instant now) {
        transaction
                .insertInto(SCIM_GROUP)
                .set(SCIM_GROUP.TEAM_ID, team)
                .set(SCIM_GROUP.EXTERNAL_ID, externalId)
                .set(SCIM_GROUP.CHANGED_AT, now)
                .execute();
    }

    void update(DSLContext transaction, long team, @Nullable String externalId, Instant now) {
        transaction
                .update(SCIM_GROUP)
                .set(SCIM_GROUP.EXTERNAL_ID, externalId)
                .set(SCIM_GROUP.CHANGED_AT, now)
                .set(SCIM_GROUP.VERSION, SCIM_GROUP.VERSION.plus(1))
                .where(SCIM_GROUP.TEAM_ID.eq(team))
                .execute();
    }

    /// Notes that the groups of somebody have changed.
    void touchOf(DSLContext transaction, long accountId, Instant now) {
        transaction
                .update(SCIM_GROUP)
                .set(SCIM_GROUP.CHANGED_AT, now)
                .set(SCIM_GROUP.VERSION, SCIM_GROUP.VERSION.plus(1))
                .where(SCIM_GROUP.TEAM_ID.in(
                        select(TEAM_MEMBER.TEAM_ID).from(TEAM_MEMBER).where(TEAM_MEMBER.ACCOUNT_ID.eq(accountId))))
                .execute();
    }

    private static ScimGroup read(Record row) {
        return new ScimGroup(
                row.get(TEAM.ID),
                row.get(TEAM.NAME),
                row.get(SCIM_GROUP.EXTERNAL_ID),
                List.of(),
                row.get(TEAM.CREATED_AT),
                row.get(SCIM_GROUP.CHANGED_AT),
                row.get(SCIM_GROUP.VERSION));
    }
}
