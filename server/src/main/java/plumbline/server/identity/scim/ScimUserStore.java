package plumbline.server.identity.scim;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.BREAK_GLASS;
import static plumbline.schema.Tables.SCIM_GROUP;
import static plumbline.schema.Tables.SCIM_USER;
import static plumbline.schema.Tables.TEAM;
import static plumbline.schema.Tables.TEAM_MEMBER;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// All SQL about users of the directory.
final class ScimUserStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static final Field<String> USER_NAME = coalesce(SCIM_USER.USER_NAME, ACCOUNT.EMAIL);
    static final Field<Instant> CHANGED = coalesce(SCIM_USER.CHANGED_AT, ACCOUNT.CREATED_AT);

    /// What the directory said, or for an account that it does not know yet what is known here.
    static final Field<JSONB> ATTRIBUTES = field(
            "coalesce({0}, jsonb_build_object('displayName', {1}, 'emails', jsonb_build_array(jsonb_build_object("
                    + "'value', {2}, 'type', 'work', 'primary', true))))",
            JSONB.class, SCIM_USER.ATTRIBUTES, ACCOUNT.NAME, ACCOUNT.EMAIL);

    /// The account for the day on which nothing else lets anybody in is nobody's that a directory knows.
    static final Condition THERE = SCIM_USER
            .DELETED_AT
            .isNull()
            .andNotExists(selectOne().from(BREAK_GLASS).where(BREAK_GLASS.ACCOUNT_ID.eq(ACCOUNT.ID)));

    private static final Field<List<ScimUser.Group>> GROUPS = multiset(select(TEAM.ID, TEAM.NAME)
                    .from(TEAM_MEMBER)
                    .join(SCIM_GROUP)
                    .on(SCIM_GROUP.TEAM_ID.eq(TEAM_MEMBER.TEAM_ID))
                    .join(TEAM)
                    .on(TEAM.ID.eq(TEAM_MEMBER.TEAM_ID))
                    .where(TEAM_MEMBER.ACCOUNT_ID.eq(ACCOUNT.ID))
                    .orderBy(TEAM.ID))
            .as("groups")
            .convertFrom(rows -> rows.map(row -> new ScimUser.Group(row.value1(), row.value2())));

    /// What is written of a user.
    record Saved(long id, String userName, @Nullable String externalId, ObjectNode attributes) {}

    /// Users, by id.
    List<ScimUser> page(DSLContext database, Condition condition, int offset, int limit) {
        return database.select(
                        ACCOUNT.asterisk(),
                        SCIM_USER.asterisk(),
                        USER_NAME.as("shown_name"),
                        ATTRIBUTES.as("shown"),
                        GROUPS)
                .from(ACCOUNT)
                .leftJoin(SCIM_USER)
                .on(SCIM_USER.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(THERE.and(condition))
                .orderBy(ACCOUNT.ID)
                .offset(offset)
                .limit(limit)
                .fetch(ScimUserStore::read);
    }

    int count(DSLContext database, Condition condition) {
        return database.selectCount()
                .from(ACCOUNT)
                .leftJoin(SCIM_USER)
                .on(SCIM_USER.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(THERE.and(condition))
                .fetchSingle()
                .value1();
    }

    Optional<ScimUser> find(DSLContext database, long id) {
        return page(database, ACCOUNT.ID.eq(id), 0, 1).stream().findFirst();
    }

    /// Whose account this address is, whether or not the directory knows it.
    Optional<Long> account(DSLContext database, String email) {
        return database.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.EMAIL.eq(email))
                .fetchOptional(ACCOUNT.ID);
    }

    /// Whether somebody else has this name now.
    boolean isTaken(DSLContext database, String userName, long exceptId) {
        return count(
                        database,
                        lower(USER_NAME).eq(userName.toLowerCase(Locale.ROOT)).and(ACCOUNT.ID.ne(exceptId)))
                > 0;
    }

    /// Whether the directory deleted the user of this account whom it knew by this id.
    boolean isDeleted(DSLContext database, long id, String externalId) {
        return database.fetchExists(
                SCIM_USER,
                SCIM_USER
                        .ACCOUNT_ID
                        .eq(id)
                        .and(SCIM_USER.DELETED_AT.isNotNull())
                        .and(SCIM_USER.ENDED)
                        .and(SCIM_USER.EXTERNAL_ID.eq(externalId)));
    }

    /// Writes what the directory says; a deleted user is there again.
    void save(DSLContext transaction, Saved user, Instant now) {
        var attributes = JSONB.valueOf(JSON.writeValueAsString(user.attributes()));
        transaction
                .insertInto(SCIM_USER)
                .set(SCIM_USER.ACCOUNT_ID, user.id())
                .set(SCIM_USER.USER_NAME, user.userName())
                .set(SCIM_USER.EXTERNAL_ID, user.externalId())
                .set(SCIM_USER.ATTRIBUTES, attributes)
                .set(SCIM_USER.CREATED_AT, now)
                .set(SCIM_USER.CHANGED_AT, now)
                .onConflict(SCIM_USER.ACCOUNT_ID)
                .doUpdate()
                .set(SCIM_USER.USER_NAME, user.userName())
                .set(SCIM_USER.EXTERNAL_ID, user.externalId())
                .set(SCIM_USER.ATTRIBUTES, attributes)
                .set(SCIM_USER.CHANGED_AT, now)
                .set(SCIM_USER.VERSION, SCIM_USER.VERSION.plus(1))
                .setNull(SCIM_USER.DELETED_AT)
                .execute();
    }

    void setEnded(DSLContext transaction, long id, boolean ended, Instant now) {
        transaction
                .update(SCIM_USER)
                .set(SCIM_USER.ENDED, ended)
                .set(SCIM_USER.CHANGED_AT, now)
                .where(SCIM_USER.ACCOUNT_ID.eq(id))
                .execute();
    }

    void setDeleted(DSLContext transaction, long id, Instant now) {
        transaction
                .update(SCIM_USER)
                .set(SCIM_USER.DELETED_AT, now)
                .where(SCIM_USER.ACCOUNT_ID.eq(id))
                .execute();
    }

    /// A text inside what the directory said.
    static Field<String> text(String... path) {
        Field<JSONB> value = ATTRIBUTES;
        for (int i = 0; i < path.length - 1; i++) {
            value = field("{0} -> {1}", JSONB.class, value, inline(path[i]));
        }
        return field("({0} ->> {1})", String.class, value, inline(path[path.length - 1]));
    }

    /// One of several values for which this holds; `element(part)` is what it is about.
    static Condition any(String attribute, Condition holds) {
        var elements = field("{0} -> {1}", JSONB.class, ATTRIBUTES, inline(attribute));
        return exists(selectOne()
                .from("jsonb_array_elements({0}) as element", elements)
                .where(holds));
    }

    static Field<String> element(String part) {
        return field("(element ->> {0})", String.class, inline(part));
    }

    static Field<String> id() {
        return ACCOUNT.ID.cast(SQLDataType.VARCHAR);
    }

    static Field<String> externalId() {
        return SCIM_USER.EXTERNAL_ID;
    }

    static Field<Instant> created() {
        return ACCOUNT.CREATED_AT;
    }

    static Condition active() {
        return ACCOUNT.DEACTIVATED_AT.isNull();
    }

    private static ScimUser read(Record row) {
        boolean kept = row.get(SCIM_USER.ACCOUNT_ID) != null;
        return new ScimUser(
                row.get(ACCOUNT.ID),
                row.get("shown_name", String.class),
                row.get(SCIM_USER.EXTERNAL_ID),
                (ObjectNode) JSON.readTree(row.get("shown", JSONB.class).data()),
                row.get(ACCOUNT.DEACTIVATED_AT) == null,
                row.get(ACCOUNT.CREATED_AT),
                kept ? row.get(SCIM_USER.CHANGED_AT) : row.get(ACCOUNT.CREATED_AT),
                kept,
                kept && Objects.requireNonNullElse(row.get(SCIM_USER.ENDED), false),
                row.get(GROUPS),
                row.get(ACCOUNT.VERSION) + "." + (kept ? row.get(SCIM_USER.VERSION) : 0));
    }
}
