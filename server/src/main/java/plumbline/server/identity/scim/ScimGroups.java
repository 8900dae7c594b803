package plumbline.server.identity.scim;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.grant.Team;
import plumbline.server.identity.grant.Teams;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the directory does with groups: a team is made, named, filled and dissolved, each request in one transaction.
/// What a team holds is no business of the directory's: a new one holds nothing, and one that was made here by hand is
/// never taken over.
final class ScimGroups {
    private static final int MOST_WITH_MEMBERS = 20;
    private static final int LONGEST_NAME = 256;

    private final Transactions transactions;
    private final ScimGroupStore store = new ScimGroupStore();
    private final Teams teams;
    private final Accounts accounts;
    private final Journal journal;

    ScimGroups(Transactions transactions, Teams teams, Accounts accounts, Journal journal) {
        this.transactions = transactions;
        this.teams = teams;
        this.accounts = accounts;
        this.journal = journal;
    }

    /// A part of a list, with the size of the whole.
    record Found(int total, List<ScimGroup> groups) {}

    /// What shall become of a group.
    ///
    /// @param ifMatch the version that was seen, where the caller names one
    record Change(long team, @Nullable String ifMatch, UnaryOperator<ObjectNode> work) {}

    /// Fewer at a time with all their members than without.
    Found find(ScimAnswers.Asked asked) {
        var condition = ScimGroupFilterStore.condition(asked.condition());
        boolean members = asked.wants("members");
        int limit = members ? Math.min(asked.limit(), MOST_WITH_MEMBERS) : asked.limit();
        var database = transactions.reading();
        var groups = store.page(database, condition, asked.offset(), limit);
        return new Found(store.count(database, condition), members ? store.withMembers(database, groups) : groups);
    }

    ScimGroup get(long team, boolean members) {
        var database = transactions.reading();
        var group = store.find(database, team).orElseThrow(ScimRefused::notFound);
        return members ? store.withMembers(database, List.of(group)).getFirst() : group;
    }

    ScimGroup create(Actor actor, ObjectNode resource) {
        var wanted = Wanted.of(resource);
        return transactions.get(tx -> {
            accounts.changeRights(tx, actor);
            requireFree(tx, wanted.name(), 0);
            var team = teams.createFor(tx, actor, wanted.name());
            store.insert(tx, team.id(), wanted.externalId(), journal.now());
            fill(tx, actor, team, wanted.members());
            return seen(tx, team.id(), null);
        });
    }

    /// Nobody else changes the group between the version that was seen and what becomes of it.
    ScimGroup change(Actor actor, Change change) {
        return transactions.get(tx -> {
            accounts.changeRights(tx, actor);
            var before = seen(tx, change.team(), change.ifMatch());
            var wanted = Wanted.of(change.work().apply(before.resource()));
            var team = teams.find(tx, change.team()).orElseThrow(ScimRefused::notFound);
            requireFree(tx, wanted.name(), team.id());
            teams.rename(tx, actor, team, wanted.name());
            boolean filled = fill(tx, actor, team, wanted.members());
            boolean known = Objects.equals(before.externalId(), wanted.externalId());
            if (!known) {
                var details = Changes.begin().field("directory's id", before.externalId(), wanted.externalId());
                journal.append(tx, actor, "team.changed", team.subject(), details.details());
            }
            if (filled || !known || !before.name().equals(wanted.name())) {
                store.update(tx, team.id(), wanted.externalId(), journal.now());
            }
            return seen(tx, team.id(), null);
        });
    }

    void delete(Actor actor, long id, @Nullable String ifMatch) {
        transactions.run(tx -> {
            accounts.changeRights(tx, actor);
            seen(tx, id, ifMatch);
            teams.dissolve(tx, actor, teams.find(tx, id).orElseThrow(ScimRefused::notFound));
        });
    }

    private ScimGroup seen(DSLContext transaction, long team, @Nullable String ifMatch) {
        var group = store.find(transaction, team).orElseThrow(ScimRefused::notFound);
        ScimAnswers.requireMatch(ifMatch, Integer.toString(group.version()));
        return store.withMembers(transaction, List.of(group)).getFirst();
    }

    private void requireFree(DSLContext transaction, String name, long exceptId) {
        if (teams.isNameTaken(transaction, name, exceptId)) {
            throw ScimRefused.taken("There is a team of this name already.");
        }
    }

    private boolean fill(DSLContext transaction, Actor actor, Team team, Set<Long> members) {
        var unknown = new HashSet<>(members);
        unknown.removeAll(store.users(transaction, members));
        if (!unknown.isEmpty()) {
            throw unknown(unknown.iterator().next().toString());
        }
        return teams.fill(transaction, actor, team, members);
    }

    private static RuntimeException unknown(String id) {
        return ScimRefused.value("members: there is no user " + id + ".");
    }

    /// What the directory wants a group to be.
    private record Wanted(String name, @Nullable String externalId, Set<Long> members) {

        static Wanted of(ObjectNode resource) {
            var attributes = ScimSchemas.GROUP.clean(resource);
            var name = attributes.path("displayName").asString("").strip();
            if (name.isEmpty()
                    || name.length() > LONGEST_NAME
                    || name.codePoints().anyMatch(Character::isISOControl)) {
                throw ScimRefused.value("displayName must have 1 to " + LONGEST_NAME + " printable characters.");
            }
            var externalId = attributes.path("externalId").asString("");
            var members = new HashSet<Long>();
            attributes.path("members").forEach(member -> members.add(person(member)));
            return new Wanted(name, externalId.isEmpty() ? null : externalId, members);
        }

        private static long person(JsonNode member) {
            var value = member.path("value").asString("");
            if (!member.path("type").asString("User").equalsIgnoreCase("User")) {
                throw ScimRefused.value("members: only users are members; groups of groups are not kept.");
            }
            if (!ScimAnswers.isId(value)) {
                throw unknown(value.substring(0, Math.min(100, value.length())));
            }
            return Long.parseLong(value);
        }
    }
}
