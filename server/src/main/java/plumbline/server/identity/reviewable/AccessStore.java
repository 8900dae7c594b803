package plumbline.server.identity.reviewable;

import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.BREAK_GLASS;
import static plumbline.schema.Tables.CUSTOM_ROLE;
import static plumbline.schema.Tables.ROLE_GRANT;
import static plumbline.schema.Tables.TEAM;
import static plumbline.schema.Tables.TEAM_MEMBER;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Role;
import plumbline.server.identity.reviewable.Access.Holder;

/// SQL of roles and memberships as access, one statement for all of a kind.
final class AccessStore {
    static final String BREAK_GLASS_STAYS =
            "This is the break-glass account: it stays for the day on which nothing else" + " lets anybody in.";

    /// Roles that people were given themselves.
    ///
    /// @param refs only these, or null for all
    List<Access> ofPeople(DSLContext database, Instant now, @Nullable Collection<String> refs) {
        return database.select(ROLE_GRANT.asterisk(), CUSTOM_ROLE.NAME, CUSTOM_ROLE.PERMISSIONS)
                .select(ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.EMAIL, ACCOUNT.SIGNED_IN_AT, BREAK_GLASS.ACCOUNT_ID)
                .from(ROLE_GRANT)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ROLE_GRANT.ACCOUNT_ID))
                .leftJoin(CUSTOM_ROLE)
                .on(CUSTOM_ROLE.ID.eq(ROLE_GRANT.CUSTOM_ROLE_ID))
                .leftJoin(BREAK_GLASS)
                .on(BREAK_GLASS.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(ACCOUNT.DEACTIVATED_AT.isNull())
                .and(lasts(now))
                .and(among(refs))
                .orderBy(ROLE_GRANT.ID)
                .fetch(row -> new Access(
                        "grant:" + row.get(ROLE_GRANT.ID),
                        person(row),
                        Set.of(row.get(ACCOUNT.ID)),
                        right(row),
                        permissions(row),
                        scope(row),
                        "given directly",
                        row.get(ROLE_GRANT.CREATED_AT),
                        row.get(ROLE_GRANT.ENDS_AT),
                        row.get(ACCOUNT.SIGNED_IN_AT),
                        fixed(row),
                        ""));
    }

    /// Roles that teams hold for their members.
    List<Access> ofTeams(DSLContext database, Instant now, @Nullable Collection<String> refs) {
        var people = multiset(select(TEAM_MEMBER.ACCOUNT_ID).from(TEAM_MEMBER).where(TEAM_MEMBER.TEAM_ID.eq(TEAM.ID)))
                .as("people")
                .convertFrom(rows -> Set.copyOf(rows.getValues(TEAM_MEMBER.ACCOUNT_ID)));
        return database.select(ROLE_GRANT.asterisk(), CUSTOM_ROLE.NAME, CUSTOM_ROLE.PERMISSIONS)
                .select(TEAM.ID, TEAM.NAME, TEAM.LEAD_ID, people)
                .from(ROLE_GRANT)
                .join(TEAM)
                .on(TEAM.ID.eq(ROLE_GRANT.TEAM_ID))
                .leftJoin(CUSTOM_ROLE)
                .on(CUSTOM_ROLE.ID.eq(ROLE_GRANT.CUSTOM_ROLE_ID))
                .where(lasts(now))
                .and(among(refs))
                .orderBy(ROLE_GRANT.ID)
                .fetch(row -> {
                    var owners = new HashSet<>(row.get(people));
                    if (row.get(TEAM.LEAD_ID) != null) {
                        owners.add(row.get(TEAM.LEAD_ID));
                    }
                    return new Access(
                            "grant:" + row.get(ROLE_GRANT.ID),
                            new Holder("team:" + row.get(TEAM.ID), row.get(TEAM.NAME), "team"),
                            owners,
                            right(row),
                            permissions(row),
                            scope(row),
                            "given to the team",
                            row.get(ROLE_GRANT.CREATED_AT),
                            row.get(ROLE_GRANT.ENDS_AT),
                            null,
                            "",
                            "");
                });
    }

    /// What people hold through each team that they are in.
    List<Access> memberships(DSLContext database, Instant now, @Nullable Collection<String> refs) {
        var key = DSL.concat(DSL.val("member:"), TEAM_MEMBER.TEAM_ID, DSL.val(":"), TEAM_MEMBER.ACCOUNT_ID);
        var found = new LinkedHashMap<String, Access>();
        database.select(ROLE_GRANT.asterisk(), CUSTOM_ROLE.NAME, CUSTOM_ROLE.PERMISSIONS)
                .select(ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.EMAIL, ACCOUNT.SIGNED_IN_AT, BREAK_GLASS.ACCOUNT_ID)
                .select(TEAM_MEMBER.TEAM_ID, TEAM_MEMBER.JOINED_AT, TEAM.NAME)
                .from(TEAM_MEMBER)
                .join(TEAM)
                .on(TEAM.ID.eq(TEAM_MEMBER.TEAM_ID))
                .join(ROLE_GRANT)
                .on(ROLE_GRANT.TEAM_ID.eq(TEAM.ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(TEAM_MEMBER.ACCOUNT_ID))
                .leftJoin(CUSTOM_ROLE)
                .on(CUSTOM_ROLE.ID.eq(ROLE_GRANT.CUSTOM_ROLE_ID))
                .leftJoin(BREAK_GLASS)
                .on(BREAK_GLASS.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(ACCOUNT.DEACTIVATED_AT.isNull())
                .and(lasts(now))
                .and(refs == null ? noCondition() : key.eq(DSL.any(refs.toArray(String[]::new))))
                .orderBy(TEAM_MEMBER.TEAM_ID, TEAM_MEMBER.ACCOUNT_ID, ROLE_GRANT.ID)
                .forEach(row -> {
                    var one = membership(row);
                    found.merge(one.ref(), one, AccessStore::sum);
                });
        return List.copyOf(found.values());
    }

    private static Access membership(Record row) {
        return new Access(
                "member:" + row.get(TEAM_MEMBER.TEAM_ID) + ":" + row.get(ACCOUNT.ID),
                person(row),
                Set.of(row.get(ACCOUNT.ID)),
                right(row),
                permissions(row),
                scope(row),
                "through the team " + row.get(TEAM.NAME),
                row.get(TEAM_MEMBER.JOINED_AT),
                row.get(ROLE_GRANT.ENDS_AT),
                row.get(ACCOUNT.SIGNED_IN_AT),
                fixed(row),
                String.valueOf(row.get(ROLE_GRANT.ID)));
    }

    /// Two roles of one team, as one access.
    private static Access sum(Access one, Access other) {
        var rights = new TreeSet<>(List.of(one.right().split(", ", -1)));
        rights.add(other.right());
        var may = new HashSet<>(one.permissions());
        may.addAll(other.permissions());
        var until = one.until() == null || other.until() == null
                ? null
                : one.until().isAfter(other.until()) ? one.until() : other.until();
        return new Access(
                one.ref(),
                one.holder(),
                one.owners(),
                String.join(", ", rights),
                may,
                one.scope().plus(other.scope()),
                one.source(),
                one.since(),
                until,
                one.usedAt(),
                one.fixed(),
                one.mark() + "," + other.mark());
    }

    /// The beginning of a role that was given, if it has one.
    Optional<Instant> start(DSLContext database, long grant) {
        return database.select(ROLE_GRANT.STARTS_AT)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.ID.eq(grant))
                .fetchOptional(ROLE_GRANT.STARTS_AT);
    }

    /// A role of our own making.
    record Own(long id, String name, Set<Permission> permissions) {}

    List<Own> ownRoles(DSLContext database) {
        return database.select(CUSTOM_ROLE.ID, CUSTOM_ROLE.NAME, CUSTOM_ROLE.PERMISSIONS)
                .from(CUSTOM_ROLE)
                .orderBy(DSL.lower(CUSTOM_ROLE.NAME))
                .fetch(row -> new Own(row.value1(), row.value2(), known(row.value3())));
    }

    private static Condition lasts(Instant now) {
        return ROLE_GRANT.ENDS_AT.isNull().or(ROLE_GRANT.ENDS_AT.gt(now));
    }

    private static Condition among(@Nullable Collection<String> refs) {
        return refs == null
                ? noCondition()
                : ROLE_GRANT.ID.eq(
                        DSL.any(refs.stream().map(AccessStore::number).toArray(Long[]::new)));
    }

    /// The grant behind a ref.
    static long number(String ref) {
        return Long.parseLong(ref.substring(ref.lastIndexOf(':') + 1));
    }

    private static Holder person(Record row) {
        return new Holder("account:" + row.get(ACCOUNT.ID), row.get(ACCOUNT.NAME), row.get(ACCOUNT.EMAIL));
    }

    private static String right(Record row) {
        var word = row.get(ROLE_GRANT.ROLE);
        return word != null ? word : row.get(CUSTOM_ROLE.NAME);
    }

    private static Set<Permission> permissions(Record row) {
        var word = row.get(ROLE_GRANT.ROLE);
        return word != null ? Role.find(word).orElseThrow().permissions() : known(row.get(CUSTOM_ROLE.PERMISSIONS));
    }

    private static Set<Permission> known(String[] words) {
        return Arrays.stream(words)
                .flatMap(word -> Permission.find(word).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Scope scope(Record row) {
        var services = row.get(ROLE_GRANT.SERVICE_IDS);
        return services == null ? Scope.EVERYWHERE : Scope.of(Set.of(services));
    }

    private static String fixed(Record row) {
        return row.get(BREAK_GLASS.ACCOUNT_ID) == null ? "" : BREAK_GLASS_STAYS;
    }
}
