package plumbline.server.identity.reviewable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.grant.Grants;
import plumbline.server.platform.Actor;

/// Roles that were given, built-in ones and ours: to people themselves, or to teams, whose members all have them.
final class GivenRoles implements Reviewable {
    private final String kind;
    private final String name;
    private final Source source;
    private final Grants grants;
    private final RoleTerms terms;

    private GivenRoles(String kind, String name, Source source, Grants grants, RoleTerms terms) {
        this.kind = kind;
        this.name = name;
        this.source = source;
        this.grants = grants;
        this.terms = terms;
    }

    /// Where they are read.
    private interface Source {

        /// @param refs the wanted ones, to be held until the transaction ends, or null for all
        List<Access> roles(DSLContext database, Instant now, @Nullable Collection<String> refs);
    }

    static GivenRoles ofPeople(Grants grants, AccessStore store) {
        return new GivenRoles("role", "Roles of people", store::ofPeople, grants, new RoleTerms(grants, store));
    }

    static GivenRoles ofTeams(Grants grants, AccessStore store) {
        return new GivenRoles("team-role", "Roles of teams", store::ofTeams, grants, new RoleTerms(grants, store));
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Access> all(DSLContext database, Instant now) {
        return source.roles(database, now, null);
    }

    @Override
    public List<Access> these(DSLContext transaction, Instant now, Collection<String> refs) {
        return source.roles(transaction, now, refs);
    }

    @Override
    public void revoke(DSLContext transaction, Actor by, Access seen) {
        grants.take(transaction, by, AccessStore.number(seen.ref()));
    }

    @Override
    public List<String> choices(DSLContext database, Collection<String> permissions) {
        return terms.choices(database, permissions);
    }

    @Override
    public boolean byService() {
        return true;
    }

    @Override
    public boolean changeable() {
        return true;
    }

    @Override
    public Access changed(DSLContext database, Access seen, Terms wanted) {
        return terms.changed(database, seen, wanted);
    }

    @Override
    public void change(DSLContext transaction, Actor by, Access seen, Access wanted) {
        terms.change(transaction, by, seen, wanted);
    }
}
