package plumbline.server.identity.reviewable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import plumbline.server.identity.grant.Grants;
import plumbline.server.platform.Actor;

/// Roles that people were given themselves, built-in ones and ours.
final class PersonRoles implements Reviewable {
    private final Grants grants;
    private final AccessStore store;
    private final RoleTerms terms;

    PersonRoles(Grants grants, AccessStore store, RoleTerms terms) {
        this.grants = grants;
        this.store = store;
        this.terms = terms;
    }

    @Override
    public String kind() {
        return "role";
    }

    @Override
    public String name() {
        return "Roles of people";
    }

    @Override
    public List<Access> all(DSLContext database, Instant now) {
        return store.ofPeople(database, now, null);
    }

    @Override
    public List<Access> these(DSLContext transaction, Instant now, Collection<String> refs) {
        return store.ofPeople(transaction, now, refs);
    }

    @Override
    public void revoke(DSLContext transaction, Actor by, Access seen) {
        grants.take(transaction, by, AccessStore.number(seen.ref()));
    }

    @Override
    public List<String> choices(DSLContext database) {
        return terms.choices(database);
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
