package plumbline.server.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plumbline.server.decision.DecisionFixtures.APPROVAL;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import plumbline.server.decision.matter.Step;
import plumbline.server.decision.matter.VersionChange;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Role;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VotingTest {
    private DecisionFixtures world;
    private Principal author;
    private Principal requester;
    private Principal ida;
    private Principal odd;
    private int things;

    @BeforeAll
    void open(@TempDir Path home) {
        world = new DecisionFixtures(home);
        author = world.person("Author", Role.COMPLIANCE_MANAGER);
        requester = world.person("Requester", Role.COMPLIANCE_MANAGER);
        ida = world.person("Ida", Role.COMPLIANCE_MANAGER);
        odd = world.person("Odd", Role.ADMINISTRATOR);
    }

    @AfterAll
    void close() {
        world.close();
    }

    private Decision opened(String prefix, Step... steps) {
        return world.transactions.get(tx -> {
            var thing = world.things.create(tx, prefix + ++things, "first text");
            return world.things.open(tx, requester.actor(), Set.of(author.actor()), thing.id(), List.of(steps));
        });
    }

    private void edit(Decision decision, String text) {
        world.transactions.run(tx -> world.things.edit(
                tx, author.actor(), decision.object().subject().id(), text));
    }

    private static Decision after(Voted voted) {
        assertThat(voted).isInstanceOf(Voted.Cast.class);
        return ((Voted.Cast) voted).decision();
    }

    private static String refusal(Voted voted) {
        assertThat(voted).isInstanceOf(Voted.Refused.class);
        return ((Voted.Refused) voted).refusal().code();
    }

    @Test
    void anApprovalOfSomebodyApartEndsIt() {
        var decision = opened("plain", APPROVAL);

        var approved = after(world.approve(ida, decision));

        assertThat(approved.state()).isEqualTo(DecisionState.APPROVED);
        assertThat(approved.closing().by()).isEqualTo("Ida");
        assertThat(world.things.violations).isEmpty();
    }

    @Test
    void nobodyVotesOnTheirOwnWork() {
        var decision = opened("own", APPROVAL);

        assertThat(refusal(world.approve(author, decision))).isEqualTo("author");
        assertThat(refusal(world.vote(requester, decision, false, "no"))).isEqualTo("requester");
        assertThat(world.queries.ways(author, decision).refusal().why())
                .contains(
                        "You wrote part of it",
                        "nobody approves their own work",
                        "who may approve the statement of applicability");
        assertThat(world.find(decision.id()).votes()).isEmpty();
    }

    @Test
    void whoMadeAServiceAccountStandsBehindItsWork() {
        var tokens = new plumbline.server.identity.token.Tokens(world.transactions, world.journal);
        var program = tokens.createServiceAccount(ida.actor(), "writer", "", ida.id());
        var decision = world.transactions.get(tx -> {
            var thing = world.things.create(tx, "written", "by a program");
            return world.things.open(
                    tx, requester.actor(), Set.of(world.program(program.id()).actor()), thing.id(), List.of(APPROVAL));
        });

        assertThat(refusal(world.approve(ida, decision))).isEqualTo("author");
        assertThat(after(world.approve(odd, decision)).state()).isEqualTo(DecisionState.APPROVED);
    }

    @Test
    void programsAndPeopleWithoutAuthorityAreRefused() {
        var decision = opened("weak", APPROVAL);
        var engineer = world.person("Engineer", Role.ENGINEER);

        assertThat(refusal(world.approve(world.program(7), decision))).isEqualTo("service-account");
        assertThat(refusal(world.approve(engineer, decision))).isEqualTo("authority");
    }

    @Test
    void rightsThatWereTakenAwayDoNotCountAnyMore() {
        var decision = opened("gone", APPROVAL);
        var leaver = world.person("Leaver", Role.COMPLIANCE_MANAGER);
        var mover = world.person("Mover", Role.COMPLIANCE_MANAGER);
        world.transactions.run(tx -> {
            tx.execute("update account set deactivated_at = now() where id = ?", leaver.id());
            tx.execute("update role_grant set role = 'engineer' where account_id = ?", mover.id());
        });

        assertThat(world.approve(leaver, decision)).isInstanceOf(Voted.Refused.class);
        assertThat(refusal(world.approve(mover, decision))).isEqualTo("authority");
    }

    @Test
    void anEditVoidsWhatIsOpenAndTellsTheLateVoterWhatChanged() {
        var decision = opened("edited", APPROVAL.quorum(2));
        after(world.approve(ida, decision));

        edit(decision, "second text");
        var late = world.approve(odd, decision);

        assertThat(late).isInstanceOf(Voted.Late.class);
        assertThat(((Voted.Late) late).why()).contains("changed by Author", "version 2", "version 1");
        assertThat(((Voted.Late) late).object().changes())
                .containsExactly(new VersionChange("text", "first text", "second text"));
        assertThat(world.find(decision.id()).state()).isEqualTo(DecisionState.VOIDED);
        assertThat(world.things.outcomes)
                .anyMatch(outcome -> outcome.decision().id().equals(decision.id())
                        && outcome.decision().state() == DecisionState.VOIDED);
    }

    @Test
    void anEditTakesAwayAnApprovalUnlessItIsMadeToLast() {
        var passing = opened("passing", APPROVAL);
        var lasting = opened("lasting", APPROVAL);
        after(world.approve(ida, passing));
        after(world.approve(ida, lasting));

        edit(passing, "other");
        edit(lasting, "other");

        assertThat(world.find(passing.id()).state()).isEqualTo(DecisionState.VOIDED);
        assertThat(world.find(lasting.id()).state()).isEqualTo(DecisionState.APPROVED);
    }

    @Test
    void everythingThatWasSeenMustStillBeSo() {
        var decision = opened("seen", APPROVAL, Step.of("Release", APPROVAL.authority()));
        var seen = Ballot.Seen.of(decision);
        for (var other : List.of(
                new Ballot.Seen(seen.version() + 1, seen.contentHash(), seen.state(), seen.step()),
                new Ballot.Seen(seen.version(), "0".repeat(64), seen.state(), seen.step()),
                new Ballot.Seen(seen.version(), seen.contentHash(), "approved", seen.step()),
                new Ballot.Seen(seen.version(), seen.contentHash(), seen.state(), 2))) {
            var voted = world.transactions.get(
                    tx -> world.voting.vote(tx, ida, decision.id(), new Ballot(other, true, "", null)));
            assertThat(voted).as(other.toString()).isInstanceOf(Voted.Late.class);
        }
        assertThat(world.find(decision.id()).votes()).isEmpty();
    }

    @Test
    void stepsComeInOrderAndEachPersonCountsOnce() {
        var decision = opened("steps", APPROVAL.quorum(2), Step.of("Release", APPROVAL.authority()));
        var una = world.person("Una", Role.COMPLIANCE_MANAGER);

        var one = after(world.approve(ida, decision));
        assertThat(one.step()).isEqualTo(1);
        assertThat(refusal(world.approve(ida, one))).isEqualTo("voted");
        var two = after(world.approve(odd, decision));
        assertThat(two.step()).isEqualTo(2);
        assertThat(two.state()).isEqualTo(DecisionState.OPEN);
        assertThat(world.approve(una, one)).isInstanceOf(Voted.Late.class);
        assertThat(refusal(world.approve(ida, two))).isEqualTo("voted");
        assertThat(after(world.approve(una, two)).state()).isEqualTo(DecisionState.APPROVED);
    }

    @Test
    void aStepMayLetTheSamePersonVoteAgain() {
        var decision = opened("again", APPROVAL, DecisionFixtures.repeating(Step.of("Release", APPROVAL.authority())));

        var second = after(world.approve(ida, decision));

        assertThat(after(world.approve(ida, second)).state()).isEqualTo(DecisionState.APPROVED);
    }

    @Test
    void oneRejectionEndsIt() {
        var decision = opened("no", APPROVAL.quorum(2));
        after(world.approve(ida, decision));

        var rejected = after(world.vote(odd, decision, false, "not like this"));

        assertThat(rejected.state()).isEqualTo(DecisionState.REJECTED);
        assertThat(rejected.closing().why()).isEqualTo("not like this");
        assertThat(world.approve(world.person("Late", Role.ADMINISTRATOR), decision))
                .isInstanceOf(Voted.Late.class);
    }

    @Test
    void aTeamOfOneIsReviewedAfterwardsBySomebodyElseWithinItsTime() {
        var sweep = new DecisionSweep(world.transactions, world.decisions, world.store, world.journal);
        var decision = opened("alone", APPROVAL.alone(), APPROVAL.afterwards(Duration.ofDays(30)));

        var inForce = after(world.approve(author, decision));
        assertThat(inForce.state()).isEqualTo(DecisionState.REVIEW_DUE);
        assertThat(inForce.reviewDueAt()).isEqualTo("2026-12-23T10:00:00Z");
        assertThat(refusal(world.approve(author, inForce))).isEqualTo("author");
        assertThat(sweep.run(world.clock.instant())).isZero();
        assertThat(sweep.run(inForce.reviewDueAt())).isEqualTo(1);
        assertThat(sweep.run(inForce.reviewDueAt())).isZero();
        assertThat(inForce.isOverdue(inForce.reviewDueAt())).isTrue();
        assertThat(after(world.approve(ida, inForce)).state()).isEqualTo(DecisionState.APPROVED);
    }

    @Test
    void whatIsNotDecidedInTimeExpires() {
        var sweep = new DecisionSweep(world.transactions, world.decisions, world.store, world.journal);
        var until = world.clock.instant().plus(Duration.ofDays(1));
        var decision = world.transactions.get(tx -> {
            var thing = world.things.create(tx, "expiring", "text");
            return world.things.open(
                    tx, requester.actor(), Set.of(author.actor()), thing.id(), List.of(APPROVAL), until);
        });

        assertThat(decision.isPast(until)).isTrue();
        assertThat(sweep.run(until)).isEqualTo(1);
        assertThat(world.find(decision.id()).state()).isEqualTo(DecisionState.EXPIRED);
        assertThat(world.approve(ida, decision)).isInstanceOf(Voted.Late.class);
    }

    @Test
    void theDatabaseItselfKeepsVotesAndEndsAsTheyAre() {
        var decision = opened("kept", APPROVAL);
        after(world.vote(ida, decision, false, "no"));

        assertThatThrownBy(() -> world.transactions.run(tx -> tx.execute("update decision_vote set approves = true")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> world.transactions.run(
                        tx -> tx.execute("update decision set content_hash = '\\x00' where true")))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> world.transactions.run(tx -> tx.execute(
                        "update decision set state = 'open', closed_at = null where id = ?",
                        decision.id().number())))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("it stays so");
    }

    @Test
    void whoeverAskedTakesBack() {
        var decision = opened("back", APPROVAL);

        world.transactions.run(tx -> world.decisions.withdraw(tx, requester.actor(), decision.id(), "too early"));

        assertThat(world.find(decision.id()).state()).isEqualTo(DecisionState.WITHDRAWN);
        assertThat(world.approve(ida, decision)).isInstanceOf(Voted.Late.class);
    }
}
