package plumbline.server.identity.token;

import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.SERVICE_ACCOUNT;
import static plumbline.schema.Tables.TOKEN;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.reviewable.Access;

/// SQL of tokens as access.
final class TokenAccessStore {

    List<Access> all(DSLContext database, Instant now) {
        return select(database, now, DSL.noCondition()).orderBy(TOKEN.ID).fetch(TokenAccessStore::access);
    }

    /// These, which nobody changes until the transaction ends.
    List<Access> these(DSLContext transaction, Instant now, Collection<Long> ids) {
        return select(transaction, now, TOKEN.ID.eq(DSL.any(ids.toArray(Long[]::new))))
                .orderBy(TOKEN.ID)
                .forUpdate()
                .of(TOKEN)
                .fetch(TokenAccessStore::access);
    }

    private static SelectConditionStep<? extends Record> select(DSLContext database, Instant now, Condition which) {
        return database.select(TOKEN.asterisk(), ACCOUNT.NAME)
                .select(SERVICE_ACCOUNT.ID, SERVICE_ACCOUNT.NAME, SERVICE_ACCOUNT.PURPOSE, SERVICE_ACCOUNT.CREATED_BY)
                .from(TOKEN)
                .join(SERVICE_ACCOUNT)
                .on(SERVICE_ACCOUNT.ID.eq(TOKEN.SERVICE_ACCOUNT_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(TOKEN.CREATED_BY))
                .where(TOKEN.REVOKED_AT.isNull())
                .and(TOKEN.EXPIRES_AT.gt(now))
                .and(SERVICE_ACCOUNT.DEACTIVATED_AT.isNull())
                .and(which);
    }

    private static Access access(Record row) {
        var owners = new HashSet<Long>();
        for (var maker : Arrays.asList(row.get(TOKEN.CREATED_BY), row.get(SERVICE_ACCOUNT.CREATED_BY))) {
            if (maker != null) {
                owners.add(maker);
            }
        }
        var permissions = Arrays.stream(row.get(TOKEN.PERMISSIONS))
                .flatMap(word -> Permission.find(word).stream())
                .collect(Collectors.toSet());
        var service = row.get(TOKEN.SERVICE_ID);
        var maker = row.get(ACCOUNT.NAME);
        return new Access(
                "token:" + row.get(TOKEN.ID),
                new Access.Holder(
                        "service-account:" + row.get(SERVICE_ACCOUNT.ID),
                        row.get(SERVICE_ACCOUNT.NAME),
                        row.get(SERVICE_ACCOUNT.PURPOSE)),
                owners,
                "token …" + row.get(TOKEN.HINT) + ": " + words(permissions),
                permissions,
                service == null ? Scope.EVERYWHERE : Scope.of(service),
                maker == null ? "made on the machine" : "made by " + maker,
                row.get(TOKEN.CREATED_AT),
                row.get(TOKEN.EXPIRES_AT),
                row.get(TOKEN.USED_AT),
                "",
                "");
    }

    private static String words(Set<Permission> permissions) {
        return permissions.stream().map(Permission::word).sorted().collect(Collectors.joining(", "));
    }
}
