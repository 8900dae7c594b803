package plumbline.server.identity.grant;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectCount;
import static plumbline.schema.Tables.CUSTOM_ROLE;
import static plumbline.schema.Tables.HELD_GRANT;
import static plumbline.schema.Tables.ROLE_GRANT;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import plumbline.server.identity.Permission;

/// All SQL about roles that the organisation made.
final class CustomRoleStore {
    private static final Field<Integer> HOLDERS = field(
                    selectCount().from(ROLE_GRANT).where(ROLE_GRANT.CUSTOM_ROLE_ID.eq(CUSTOM_ROLE.ID)))
            .as("holders");

    List<CustomRole> all(DSLContext database) {
        return fetch(database, DSL.noCondition());
    }

    Optional<CustomRole> find(DSLContext database, long id) {
        return fetch(database, CUSTOM_ROLE.ID.eq(id)).stream().findFirst();
    }

    private static List<CustomRole> fetch(DSLContext database, Condition condition) {
        return database.select(CUSTOM_ROLE.asterisk(), HOLDERS)
                .from(CUSTOM_ROLE)
                .where(condition)
                .orderBy(DSL.lower(CUSTOM_ROLE.NAME))
                .fetch(CustomRoleStore::read);
    }

    /// Adds a role and answers its id.
    long insert(DSLContext transaction, CustomRole.Description role, Instant now) {
        return transaction
                .insertInto(CUSTOM_ROLE)
                .set(CUSTOM_ROLE.NAME, role.name())
                .set(CUSTOM_ROLE.MEANING, role.meaning())
                .set(CUSTOM_ROLE.PERMISSIONS, words(role.permissions()))
                .set(CUSTOM_ROLE.CREATED_AT, now)
                .returningResult(CUSTOM_ROLE.ID)
                .fetchSingle()
                .value1();
    }

    boolean nameTaken(DSLContext database, String name, long exceptId) {
        return database.fetchExists(
                CUSTOM_ROLE,
                DSL.lower(CUSTOM_ROLE.NAME).eq(DSL.lower(DSL.val(name))).and(CUSTOM_ROLE.ID.ne(exceptId)));
    }

    /// Changes the version that the caller saw; false when somebody was faster.
    boolean update(DSLContext transaction, long id, int seen, CustomRole.Description role) {
        return transaction
                        .update(CUSTOM_ROLE)
                        .set(CUSTOM_ROLE.NAME, role.name())
                        .set(CUSTOM_ROLE.MEANING, role.meaning())
                        .set(CUSTOM_ROLE.PERMISSIONS, words(role.permissions()))
                        .set(CUSTOM_ROLE.VERSION, seen + 1)
                        .where(CUSTOM_ROLE.ID.eq(id).and(CUSTOM_ROLE.VERSION.eq(seen)))
                        .execute()
                == 1;
    }

    void delete(DSLContext transaction, long id) {
        transaction.deleteFrom(CUSTOM_ROLE).where(CUSTOM_ROLE.ID.eq(id)).execute();
    }

    /// The people who hold a role, by themselves or through a team.
    Set<Long> holders(DSLContext database, long id) {
        return database.selectDistinct(HELD_GRANT.HOLDER_ID)
                .from(HELD_GRANT)
                .where(HELD_GRANT.GRANT_CUSTOM_ROLE_ID.eq(id))
                .fetchSet(HELD_GRANT.HOLDER_ID);
    }

    private static String[] words(Set<Permission> permissions) {
        return permissions.stream().map(Permission::word).sorted().toArray(String[]::new);
    }

    private static CustomRole read(Record row) {
        return new CustomRole(
                row.get(CUSTOM_ROLE.ID),
                row.get(CUSTOM_ROLE.NAME),
                row.get(CUSTOM_ROLE.MEANING),
                Arrays.stream(row.get(CUSTOM_ROLE.PERMISSIONS))
                        .flatMap(word -> Permission.find(word).stream())
                        .collect(Collectors.toSet()),
                row.get(HOLDERS),
                row.get(CUSTOM_ROLE.VERSION));
    }
}
