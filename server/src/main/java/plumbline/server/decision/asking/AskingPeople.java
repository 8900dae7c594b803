package plumbline.server.decision.asking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import plumbline.server.decision.Decision;
import plumbline.server.decision.DecisionState;
import plumbline.server.identity.Account;
import plumbline.server.inbox.About;
import plumbline.server.inbox.NewTask;
import plumbline.server.inbox.Outcome;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Tasks;
import plumbline.server.notice.NewNotice;
import plumbline.server.notice.NoticeKind;
import plumbline.server.notice.Notices;
import plumbline.server.notice.Recipient;
import plumbline.server.platform.Actor;

/// Asks people by their inbox and by notices.
final class AskingPeople implements Asking {
    static final String TASK = "decision.vote";
    static final NoticeKind ASKED = NoticeKind.ofWork("decision.asked", "A decision waits for me", true);
    static final NoticeKind ENDED =
            NoticeKind.ofWork("decision.ended", "A decision that I asked for or voted on went on or ended", true);

    /// For decisions that have no time of their own.
    private static final Duration USUAL_TIME = Duration.ofDays(14);

    private final Tasks tasks;
    private final Notices notices;
    private final Approvers approvers;

    AskingPeople(Tasks tasks, Notices notices, Approvers approvers) {
        this.tasks = tasks;
        this.notices = notices;
        this.approvers = approvers;
    }

    @Override
    public void opened(DSLContext transaction, Actor actor, Decision decision) {
        var task = NewTask.of(
                        TASK,
                        about(decision),
                        Owner.holders(decision.present().authority()),
                        "Decide: " + decision.presentation().title(),
                        until(decision))
                .noted(asks(decision))
                .inService(decision.object().subject().serviceId())
                .closedByFacts()
                .keptFrom(Approvers.apart(decision));
        tasks.open(transaction, actor, task);
        var people =
                approvers.of(transaction, decision).stream().map(Account::id).collect(Collectors.toSet());
        tell(
                transaction,
                people,
                ASKED,
                decision,
                "A decision waits for you: " + decision.presentation().title());
    }

    @Override
    public void moved(DSLContext transaction, Actor actor, Decision before, Decision now) {
        if (now.state().waits() && now.step() == before.step()) {
            tasks.keepFrom(transaction, actor, TASK, about(now), Approvers.apart(now));
            return;
        }
        tasks.close(transaction, actor, TASK, about(now), outcome(before, now));
        if (now.state().waits()) {
            opened(transaction, actor, now);
        }
        if (now.state() != DecisionState.OPEN) {
            var people = Approvers.concerned(now).stream()
                    .filter(id -> !actor.id().equals("account:" + id))
                    .collect(Collectors.toSet());
            var state = now.state() == DecisionState.REVIEW_DUE
                    ? "Approved"
                    : capital(now.state().word());
            tell(
                    transaction,
                    people,
                    ENDED,
                    now,
                    state + ": " + now.presentation().title());
        }
    }

    private static Outcome outcome(Decision before, Decision now) {
        return switch (now.state()) {
            case OPEN, REVIEW_DUE -> Outcome.done(before.present().name() + " is given.");
            case APPROVED, REJECTED -> Outcome.done("It is " + now.state().word() + ".");
            case VOIDED, EXPIRED, WITHDRAWN ->
                Outcome.cancelled("It is " + now.state().word() + ".");
        };
    }

    private void tell(DSLContext transaction, Set<Long> people, NoticeKind kind, Decision decision, String subject) {
        if (people.isEmpty()) {
            return;
        }
        // Each step and each end is news, however soon it follows.
        var about = "decision:" + decision.id() + " " + decision.state().word() + " " + decision.step();
        var text = kind.equals(ASKED) ? asks(decision) : tells(decision);
        notices.tell(
                transaction,
                List.of(new Recipient.People(people)),
                NewNotice.of(kind, about, subject, text, about(decision).link()));
    }

    private static String asks(Decision decision) {
        return decision.requester().name() + " asks. It waits for " + decision.waitsFor() + ", until "
                + until(decision).toString().substring(0, 10) + ".";
    }

    private static String tells(Decision decision) {
        var closing = decision.closing();
        if (closing == null) {
            return "It is in force. Somebody independent reviews it until "
                    + until(decision).toString().substring(0, 10) + ".";
        }
        return "By " + closing.by() + (closing.why().isBlank() ? "." : ": " + closing.why());
    }

    private static Instant until(Decision decision) {
        var due = decision.state() == DecisionState.REVIEW_DUE ? decision.reviewDueAt() : decision.expiresAt();
        return due == null ? decision.openedAt().plus(USUAL_TIME) : due;
    }

    private static About about(Decision decision) {
        return new About("decision", decision.id().toString(), "/decisions/" + decision.id());
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
