package plumbline.server.identity;

import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.select;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.ACCOUNT_ROLE;

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
import org.jspecify.annotations.Nullable;

/// All SQL about people and their roles.
final class AccountStore {
    private static final Field<Set<Role>> ROLES = array(
                    select(ACCOUNT_ROLE.ROLE).from(ACCOUNT_ROLE).where(ACCOUNT_ROLE.ACCOUNT_ID.eq(ACCOUNT.ID)))
            .as("roles")
            .convertFrom(words -> Arrays.stream(words)
                    .map(word -> Role.find(word).orElseThrow())
                    .collect(Collectors.toSet()));

    Optional<Account> find(DSLContext database, long id) {
        return one(database, ACCOUNT.ID.eq(id));
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
        return database.select(ACCOUNT.asterisk(), ROLES)
                .from(ACCOUNT)
                .orderBy(ACCOUNT.DEACTIVATED_AT.isNotNull(), DSL.lower(ACCOUNT.NAME), ACCOUNT.ID)
                .fetch(AccountStore::read);
    }

    /// The people whose ids come after this one.
    List<Account> after(DSLContext database, long id, int limit) {
        return database.select(ACCOUNT.asterisk(), ROLES)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.gt(id))
                .orderBy(ACCOUNT.ID)
                .limit(limit)
                .fetch(AccountStore::read);
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
        setRoles(transaction, id, account.roles());
        return id;
    }

    void setRoles(DSLContext transaction, long id, Set<Role> roles) {
        transaction
                .deleteFrom(ACCOUNT_ROLE)
                .where(ACCOUNT_ROLE.ACCOUNT_ID.eq(id))
                .execute();
        for (var role : roles) {
            transaction
                    .insertInto(ACCOUNT_ROLE)
                    .set(ACCOUNT_ROLE.ACCOUNT_ID, id)
                    .set(ACCOUNT_ROLE.ROLE, role.word())
                    .execute();
        }
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

    /// The administrators who can act. Keeps other changes of them waiting until this transaction ends.
    List<Long> lockAdministrators(DSLContext transaction) {
        return transaction
                .select(ACCOUNT.ID)
                .from(ACCOUNT)
                .join(ACCOUNT_ROLE)
                .on(ACCOUNT_ROLE.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(ACCOUNT_ROLE
                        .ROLE
                        .eq(Role.ADMINISTRATOR.word())
                        .and(ACCOUNT.DEACTIVATED_AT.isNull())
                        .and(ACCOUNT.PASSWORD_HASH.isNotNull()))
                .orderBy(ACCOUNT.ID)
                .forUpdate()
                .of(ACCOUNT)
                .fetch(ACCOUNT.ID);
    }

    private static Optional<Account> one(DSLContext database, Condition condition) {
        return database.select(ACCOUNT.asterisk(), ROLES)
                .from(ACCOUNT)
                .where(condition)
                .fetchOptional(AccountStore::read);
    }

    private static Account read(Record row) {
        return new Account(
                row.get(ACCOUNT.ID),
                row.get(ACCOUNT.EMAIL),
                row.get(ACCOUNT.NAME),
                row.get(ROLES),
                row.get(ACCOUNT.PASSWORD_HASH) != null,
                row.get(ACCOUNT.CREATED_AT),
                row.get(ACCOUNT.SIGNED_IN_AT),
                row.get(ACCOUNT.DEACTIVATED_AT),
                row.get(ACCOUNT.VERSION));
    }
}
