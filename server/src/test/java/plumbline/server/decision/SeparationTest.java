package plumbline.server.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.server.decision.matter.PartyRole;
import plumbline.server.decision.matter.Step;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Role;
import plumbline.testkit.Seeds;

/// The list of what waits for somebody and the rule who may vote are written twice, in SQL and in Java.
class SeparationTest {

    @Test
    void listsAsWaitingExactlyWhatThePersonMayVoteOn(@TempDir Path home) {
        var random = Seeds.random("SeparationTest");
        try (var world = new DecisionFixtures(home)) {
            var people = new ArrayList<Principal>();
            for (var role : List.of(
                    Role.ADMINISTRATOR,
                    Role.COMPLIANCE_MANAGER,
                    Role.COMPLIANCE_MANAGER,
                    Role.ENGINEER,
                    Role.AUDITOR)) {
                people.add(world.person(role.word() + people.size(), role));
            }
            var decisions = new ArrayList<DecisionId>();
            for (int i = 0; i < 40; i++) {
                decisions.add(open(random, world, people, "thing-" + i));
                vote(random, world, people, decisions);
            }
            int waiting = 0;
            for (var person : people) {
                var listed =
                        world.queries.list(person, DecisionFilter.of(DecisionFilter.View.WAITING), null, 100).stream()
                                .map(DecisionRow::id)
                                .toList();
                var allowed = decisions.stream()
                        .map(world::find)
                        .filter(decision -> world.capacities.sees(person, decision))
                        .filter(decision -> !world.queries
                                .ways(person, decision)
                                .capacities()
                                .isEmpty())
                        .map(Decision::id)
                        .toList();
                assertThat(listed).as(person.name()).containsExactlyInAnyOrderElementsOf(allowed);
                waiting += listed.size();
            }
            assertThat(waiting).isBetween(10, 190);
        }
    }

    private static DecisionId open(Random random, DecisionFixtures world, List<Principal> people, String id) {
        var requester = people.get(random.nextInt(people.size()));
        var author = people.get(random.nextInt(people.size()));
        var first = Step.of("First", Permission.CONTROL_APPROVE).quorum(1 + random.nextInt(2));
        var second = Step.of("Second", Permission.CONTROL_APPROVE);
        var open = new Step(
                "Open",
                Permission.CONTROL_APPROVE,
                1,
                random.nextBoolean() ? EnumSet.of(PartyRole.AUTHOR) : Set.of(),
                false,
                null);
        var steps = random.nextBoolean()
                ? List.of(first, random.nextBoolean() ? second : DecisionFixtures.repeating(second))
                : List.of(open, first);
        return world.transactions.get(tx -> {
            world.things.create(tx, id, "text");
            return world.things
                    .open(tx, requester.actor(), Set.of(author.actor()), id, steps)
                    .id();
        });
    }

    private static void vote(
            Random random, DecisionFixtures world, List<Principal> people, List<DecisionId> decisions) {
        for (int i = 0; i < 3; i++) {
            var decision = world.find(decisions.get(random.nextInt(decisions.size())));
            var person = people.get(random.nextInt(people.size()));
            boolean approves = random.nextInt(5) > 0;
            world.vote(person, decision, approves, approves ? "" : "no");
        }
    }
}
