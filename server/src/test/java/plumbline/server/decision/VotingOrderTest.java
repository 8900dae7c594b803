package plumbline.server.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.schema.Tables.JOURNAL_ENTRY;
import static plumbline.server.decision.DecisionFixtures.APPROVAL;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.json.JsonString;
import plumbline.server.decision.matter.ContentHash;
import plumbline.server.decision.matter.Step;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Role;
import plumbline.testkit.Seeds;

/// No order of edits and votes approves a version that a voter did not see: people edit, ask, look and vote on one
/// thing, alone in a known order and at the same time on real threads, and a naive model says what had to come of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VotingOrderTest {
    private static final int VOTERS = 4;
    private static final int EDITS = 4;

    private DecisionFixtures world;
    private Principal editor;
    private Principal requester;
    private final List<Principal> voters = new ArrayList<>();

    @BeforeAll
    void open(@TempDir Path home) {
        world = new DecisionFixtures(home);
        editor = world.person("Editor", Role.ENGINEER);
        requester = world.person("Requester", Role.ENGINEER);
        for (int i = 0; i < VOTERS; i++) {
            voters.add(world.person("Voter " + i, Role.COMPLIANCE_MANAGER));
        }
    }

    @AfterAll
    void close() {
        world.close();
    }

    private List<Step> steps(int quorum) {
        return List.of(APPROVAL.quorum(quorum), Step.of("Release", APPROVAL.authority()));
    }

    private PaperModel.Look look(DecisionId id) {
        return world.transactions.get(tx -> {
            var decision = world.store.find(tx, id).orElseThrow();
            var object = decision.object();
            return new PaperModel.Look(
                    decision, Things.textOf(tx, object.subject().id(), object.version()));
        });
    }

    @Test
    void oneAfterTheOtherEverythingComesOutAsTheModelSays() {
        var random = Seeds.random("VotingOrderTest.oneAfterTheOther");
        for (int round = 0; round < 40; round++) {
            var id = "alone-" + round;
            world.transactions.run(tx -> world.things.create(tx, id, "text"));
            var model = new PaperModel();
            var looks = new ArrayList<PaperModel.Look>();
            for (int i = 0; i < 25; i++) {
                act(random, id, model, looks);
            }
            var state = world.decisions.open(world.transactions.reading(), Things.subject(id));
            assertThat(state.map(Decision::id).orElse(null)).isEqualTo(model.open);
        }
        assertThat(world.things.violations).isEmpty();
    }

    private void act(Random random, String id, PaperModel model, List<PaperModel.Look> looks) {
        switch (random.nextInt(8)) {
            case 0 -> {
                edit(id, "text " + random.nextInt(3));
                model.edit();
            }
            case 1 -> {
                if (model.open == null) {
                    int quorum = 1 + random.nextInt(2);
                    var opened = world.transactions.get(
                            tx -> world.things.open(tx, requester.actor(), Set.of(editor.actor()), id, steps(quorum)));
                    model.ask(opened.id(), quorum);
                }
            }
            case 2, 3 -> {
                if (model.open != null) {
                    looks.add(look(model.open));
                }
            }
            default -> {
                if (!looks.isEmpty()) {
                    var look = looks.get(random.nextInt(looks.size()));
                    var voter = voters.get(random.nextInt(VOTERS));
                    boolean approves = random.nextInt(6) > 0;
                    var voted = world.vote(voter, look.decision(), approves, approves ? "" : "no");
                    if (model.accepts(look, voter.id())) {
                        assertThat(voted).isInstanceOf(Voted.Cast.class);
                        model.vote(voter.id(), approves);
                    } else {
                        assertThat(voted).isInstanceOf(model.sees(look) ? Voted.Refused.class : Voted.Late.class);
                    }
                }
            }
        }
    }

    @Test
    void atTheSameTimeNothingUnseenIsEverApproved() throws Exception {
        var random = Seeds.random("VotingOrderTest.atTheSameTime");
        int approvals = 0;
        int voided = 0;
        for (int round = 0; round < 20; round++) {
            var id = "together-" + round;
            world.transactions.run(tx -> world.things.create(tx, id, "text"));
            var cast = runTogether(random.nextLong(), id);
            var seen = replay(id, cast);
            approvals += seen.getOrDefault("approved", 0);
            voided += seen.getOrDefault("voided", 0);
        }
        assertThat(world.things.violations).isEmpty();
        assertThat(approvals)
                .as("schedules must reach approvals to say anything")
                .isPositive();
        assertThat(voided).as("schedules must void something to say anything").isPositive();
    }

    /// A vote that was taken, and what its voter had read before.
    private record Cast(PaperModel.Look look, Vote vote) {}

    private Queue<Cast> runTogether(long seed, String id) throws Exception {
        var cast = new ConcurrentLinkedQueue<Cast>();
        var barrier = new CyclicBarrier(VOTERS + 2);
        var opened = new ConcurrentLinkedQueue<DecisionId>();
        try (var threads = Executors.newFixedThreadPool(VOTERS + 2)) {
            var work = new ArrayList<Future<?>>();
            var acts = new AtomicInteger();
            var ended = new AtomicBoolean();
            var pace = new Random(seed);
            work.add(threads.submit(() -> {
                barrier.await();
                for (int i = 0; i < EDITS; i++) {
                    waitFor(acts, ended, pace.nextInt(20));
                    edit(id, "text " + i);
                }
                waitFor(acts, ended, 20);
                ended.set(true);
                return null;
            }));
            work.add(threads.submit(() -> until(ended, barrier, acts, i -> ask(id, opened, 1 + i % 2))));
            for (int v = 0; v < VOTERS; v++) {
                var voter = voters.get(v);
                var random = new Random(seed + v);
                work.add(
                        threads.submit(() -> until(ended, barrier, acts, i -> voteOnOne(random, voter, opened, cast))));
            }
            for (var done : work) {
                done.get();
            }
        }
        return cast;
    }

    private interface Act {
        void run(int i);
    }

    private static Void until(AtomicBoolean ended, CyclicBarrier barrier, AtomicInteger acts, Act act)
            throws Exception {
        barrier.await();
        try {
            for (int i = 0; !ended.get(); i++) {
                act.run(i);
                acts.incrementAndGet();
            }
        } finally {
            ended.set(true);
        }
        return null;
    }

    /// Lets the others do so much more before going on.
    private static void waitFor(AtomicInteger acts, AtomicBoolean ended, int more) {
        int until = acts.get() + more;
        while (acts.get() < until && !ended.get()) {
            Thread.onSpinWait();
        }
    }

    private void edit(String id, String text) {
        world.transactions.run(tx -> world.things.edit(tx, editor.actor(), id, text));
    }

    private void ask(String id, Queue<DecisionId> opened, int quorum) {
        world.transactions.run(tx -> {
            world.decisions.hold(tx, Things.subject(id));
            if (world.decisions.open(tx, Things.subject(id)).isEmpty()) {
                opened.add(world.things
                        .open(tx, requester.actor(), Set.of(editor.actor()), id, steps(quorum))
                        .id());
            }
        });
    }

    private void voteOnOne(Random random, Principal voter, Queue<DecisionId> opened, Queue<Cast> cast) {
        var ids = List.copyOf(opened);
        if (ids.isEmpty()) {
            return;
        }
        var id = ids.get(Math.max(0, ids.size() - 1 - random.nextInt(2)));
        if (world.store.find(world.transactions.reading(), id).isEmpty()) {
            return;
        }
        var look = look(id);
        boolean approves = random.nextInt(10) > 0;
        if (world.vote(voter, look.decision(), approves, approves ? "" : "no") instanceof Voted.Cast taken) {
            cast.add(new Cast(look, taken.vote()));
        }
    }

    /// Reads the journal of a thing in its order, which is that of the lock, and holds each entry against the model.
    private Map<String, Integer> replay(String id, Queue<Cast> cast) {
        var counts = new ConcurrentHashMap<String, Integer>();
        var tx = world.transactions.reading();
        for (var one : cast) {
            var record = JsonReader.readObject(one.vote().signed().content()).object("object");
            assertThat(record.string("contentHash"))
                    .isEqualTo(
                            "sha256:" + ContentHash.of(new JsonString(one.look().text())));
            assertThat(record.integer("version"))
                    .isEqualTo(one.look().decision().object().version());
        }
        var model = new PaperModel();
        var approved = new HashSet<DecisionId>();
        var entries = tx.select(JOURNAL_ENTRY.ACTION, JOURNAL_ENTRY.CONTENT)
                .from(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.OBJECT_KIND.eq("decision"))
                .orderBy(JOURNAL_ENTRY.ID)
                .fetch();
        for (var entry : entries) {
            var content = JsonReader.readObject(entry.value2());
            var details = content.object("details");
            if (!details.object("object").string("id").equals(id)) {
                continue;
            }
            var decision =
                    DecisionId.find(content.object("subject").string("id")).orElseThrow();
            int version = (int) details.object("object").integer("version");
            switch (entry.value1()) {
                case "decision.opened" -> {
                    assertThat(model.open).as("one decision at a time").isNull();
                    model.version = version;
                    model.ask(decision, world.find(decision).steps().getFirst().quorum());
                }
                case "decision.voided" -> {
                    // An edit voids what is open, and what was approved and does not outlast it.
                    if (decision.equals(model.open)) {
                        assertThat(version).isEqualTo(model.version);
                        model.edit();
                    } else {
                        assertThat(approved.remove(decision))
                                .as("it was approved")
                                .isTrue();
                    }
                    counts.merge("voided", 1, Integer::sum);
                }
                default -> {
                    assertThat(model.open).as("votes only on what is open").isEqualTo(decision);
                    assertThat(version).as("votes only on what is").isEqualTo(model.version);
                    assertThat(details.integer("step")).isEqualTo(model.step);
                    var voter = content.object("actor").string("id");
                    model.vote(
                            Long.parseLong(voter.replace("account:", "")),
                            entry.value1().contains("approval"));
                    if (details.string("state").equals("approved")) {
                        counts.merge("approved", 1, Integer::sum);
                        assertThat(model.open).as("the model approves too").isNull();
                        approved.add(decision);
                    }
                }
            }
        }
        assertThat(world.decisions
                        .open(tx, Things.subject(id))
                        .map(Decision::id)
                        .orElse(null))
                .isEqualTo(model.open);
        return counts;
    }
}
