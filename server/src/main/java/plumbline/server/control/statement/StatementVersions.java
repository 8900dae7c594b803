package plumbline.server.control.statement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Catalog;
import plumbline.ledger.json.JsonObject;
import plumbline.server.control.Applicability;
import plumbline.server.control.Statement;
import plumbline.server.control.StatementWatch;
import plumbline.server.decision.Decidable;
import plumbline.server.decision.DecisionState;
import plumbline.server.decision.Decisions;
import plumbline.server.decision.NewDecision;
import plumbline.server.decision.Outcome;
import plumbline.server.decision.asking.Approvers;
import plumbline.server.decision.matter.ObjectVersion;
import plumbline.server.decision.matter.Party;
import plumbline.server.decision.matter.Presentation;
import plumbline.server.decision.matter.Step;
import plumbline.server.decision.matter.VersionChange;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;
import plumbline.server.web.Format;
import plumbline.server.web.State;

/// Versions of the statement: put up for approval, approved, superseded, voided by an edit.
public final class StatementVersions implements StatementWatch, Decidable {
    private static final String KIND = "statement";
    private static final Duration TIME_TO_APPROVE = Duration.ofDays(30);
    private static final Duration TIME_TO_REVIEW = Duration.ofDays(30);

    private final Catalog catalog;
    private final Transactions transactions;
    private final Journal journal;
    private final Statement statement;
    private final Decisions decisions;
    private final Accounts accounts;
    private final Approvers approvers;
    private final StatementVersionStore store = new StatementVersionStore();

    StatementVersions(Catalog catalog, Parts parts, Statement statement, Decisions decisions, Approvers approvers) {
        this.catalog = catalog;
        this.transactions = parts.transactions();
        this.journal = parts.journal();
        this.statement = statement;
        this.decisions = decisions;
        this.accounts = parts.accounts();
        this.approvers = approvers;
    }

    /// What every area is built on.
    record Parts(Transactions transactions, Journal journal, Accounts accounts) {}

    /// A step that the draft would have to pass, and who could take it, by name.
    public record Approval(Step step, List<Account> people) {
        public String who() {
            return Approvers.words(people);
        }
    }

    /// How the statement of an edition stands.
    ///
    /// @param draft what is decided of each control now
    /// @param approved the version that holds, or null
    /// @param inReview the version that waits for a decision, or null
    /// @param changes what the draft says otherwise than the approved version
    public record Standing(
            StatementContent draft,
            @Nullable StatementVersion approved,
            @Nullable StatementVersion inReview,
            List<VersionChange> changes) {

        /// Whether there is something to put up for approval.
        public boolean submittable() {
            return inReview == null && !changes.isEmpty();
        }

        /// As pages show it.
        public State shown() {
            if (inReview != null) {
                return State.waits("version " + inReview.number() + " in review");
            }
            if (approved == null) {
                return State.draft("draft");
            }
            return changes.isEmpty()
                    ? State.pass("version " + approved.number() + " approved")
                    : State.draft("draft, " + Format.count(changes.size(), "control", "controls")
                            + " otherwise than version " + approved.number());
        }
    }

    public Standing standing(String edition) {
        return transactions.get(tx -> standing(tx, edition));
    }

    private Standing standing(DSLContext database, String edition) {
        var draft = draft(database, edition);
        var approved = store.find(database, edition, StatementState.APPROVED);
        return new Standing(
                draft,
                approved.orElse(null),
                store.find(database, edition, StatementState.IN_REVIEW).orElse(null),
                draft.changesSince(content(database, approved)));
    }

    /// Who could approve the draft if this person put it up now.
    List<Approval> approvals(Actor requester, String edition) {
        return transactions.get(tx -> {
            var approved = store.find(tx, edition, StatementState.APPROVED);
            var parties = parties(requester, draft(tx, edition), content(tx, approved));
            return steps(tx, requester).stream()
                    .map(step -> new Approval(step, approvers.of(tx, Permission.CONTROL_READ, step, parties)))
                    .toList();
        });
    }

    private static List<Party> parties(Actor requester, StatementContent draft, @Nullable StatementContent approved) {
        return Party.all(requester, draft.authorsSince(approved), Set.of());
    }

    /// The versions of an edition, the newest first.
    public List<StatementVersion> all(String edition) {
        return store.all(transactions.reading(), edition);
    }

    public Optional<StatementVersion> find(String edition, int number) {
        return store.find(transactions.reading(), edition, number);
    }

    public StatementContent content(StatementVersion version) {
        return StatementContent.read(bytes(version));
    }

    /// The exact bytes that the version's digest is of.
    byte[] bytes(StatementVersion version) {
        return store.content(transactions.reading(), version);
    }

    /// What a version says otherwise than the last one that was approved before it was put up.
    List<VersionChange> changes(StatementVersion version) {
        var earlier = all(version.edition()).stream()
                .filter(other -> other.number() < version.number() && other.approvedAt() != null)
                .filter(other -> !version.submittedAt().isBefore(approvedAt(other)))
                .findFirst();
        return content(version).changesSince(earlier.map(this::content).orElse(null));
    }

    private static Instant approvedAt(StatementVersion version) {
        return Objects.requireNonNull(version.approvedAt());
    }

    /// Freezes the draft as the next version and opens the decision on it.
    Submitted submit(Actor actor, String edition) {
        return transactions.get(tx -> submit(tx, actor, edition));
    }

    /// As above, inside a transaction of the caller.
    Submitted submit(DSLContext transaction, Actor actor, String edition) {
        decisions.hold(transaction, subject(edition));
        var standing = standing(transaction, edition);
        var waiting = standing.inReview();
        if (waiting != null) {
            return new Submitted.Refused(
                    "Version " + waiting.number() + " is in review already, with exactly what is decided now.");
        }
        if (standing.changes().isEmpty()) {
            return new Submitted.Refused(
                    standing.approved() == null
                            ? "Nothing is decided yet: decide about a control first."
                            : "Nothing has changed since version "
                                    + standing.approved().number() + " was approved.");
        }
        var version = open(transaction, actor, standing);
        var details = JsonObject.builder()
                .put("contentHash", "sha256:" + version.hash())
                .put("decision", version.decision())
                .put("version", version.number())
                .build();
        journal.append(transaction, actor, "statement.submitted", subject(edition), details);
        return new Submitted.InReview(version);
    }

    private StatementVersion open(DSLContext transaction, Actor actor, Standing standing) {
        var draft = standing.draft();
        var edition = draft.edition();
        var at = journal.now();
        var version = new StatementVersion(
                edition,
                store.next(transaction, edition),
                StatementState.IN_REVIEW,
                draft.hash(),
                "",
                actor.name(),
                at,
                null,
                null);
        var earlier = content(transaction, Optional.ofNullable(standing.approved()));
        var decision = decisions.open(
                transaction,
                actor,
                new NewDecision(
                        new ObjectVersion(subject(edition), version.number(), version.hash()),
                        new Presentation(version.title(), version.href(), Permission.CONTROL_READ, standing.changes()),
                        parties(actor, draft, earlier),
                        steps(transaction, actor),
                        true,
                        at.plus(TIME_TO_APPROVE)));
        var opened = new StatementVersion(
                edition,
                version.number(),
                version.state(),
                version.hash(),
                decision.id().toString(),
                version.submittedBy(),
                at,
                null,
                null);
        store.insert(transaction, opened, draft, actor);
        return opened;
    }

    /// Somebody else approves. Where nobody else could, whoever asks approves, and somebody independent reviews it
    /// afterwards, within a time.
    private List<Step> steps(DSLContext transaction, Actor requester) {
        var approval = Step.of("Approval", Permission.CONTROL_APPROVE);
        if (accounts.anyoneElseMay(transaction, Permission.CONTROL_APPROVE, requester)) {
            return List.of(approval);
        }
        return List.of(
                approval.alone(),
                Step.of("Independent review", Permission.CONTROL_APPROVE).afterwards(TIME_TO_REVIEW));
    }

    @Override
    public void before(DSLContext transaction, String edition) {
        decisions.hold(transaction, subject(edition));
    }

    @Override
    public void after(DSLContext transaction, Actor actor, String edition, List<Edit> edits) {
        if (store.find(transaction, edition, StatementState.IN_REVIEW).isEmpty()) {
            return;
        }
        decisions.changed(
                transaction,
                actor,
                new ObjectVersion(
                        subject(edition),
                        store.next(transaction, edition),
                        draft(transaction, edition).hash()),
                edits.stream().map(this::change).toList());
    }

    private VersionChange change(Edit edit) {
        var control = catalog.control(edit.after().control());
        return new VersionChange(
                control.id().value() + " " + control.title(), words(edit.before()), words(edit.after()));
    }

    private static String words(@Nullable Applicability decision) {
        return decision == null
                ? "undecided"
                : (decision.applicable() ? "applicable: " : "not applicable: ") + decision.reason();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void decided(DSLContext transaction, Outcome outcome) {
        var object = outcome.decision().object();
        var edition = object.subject().id();
        var version = store.find(transaction, edition, object.version()).orElseThrow();
        var action = switch (outcome.decision().state()) {
            case APPROVED, REVIEW_DUE ->
                outcome.before() == DecisionState.OPEN ? approve(transaction, version, outcome) : "reviewed";
            case REJECTED, VOIDED, EXPIRED, WITHDRAWN -> archive(transaction, version, outcome);
            case OPEN -> throw new IllegalStateException("an outcome must not be open");
        };
        var details = JsonObject.builder()
                .put("contentHash", "sha256:" + version.hash())
                .put("decision", version.decision())
                .put("version", version.number())
                .build();
        journal.append(transaction, outcome.by(), "statement." + action, subject(edition), details);
    }

    private String approve(DSLContext transaction, StatementVersion version, Outcome outcome) {
        store.find(transaction, version.edition(), StatementState.APPROVED)
                .ifPresent(earlier -> store.end(transaction, earlier, StatementState.SUPERSEDED, outcome.at()));
        store.approve(transaction, version, outcome.at());
        return "approved";
    }

    /// A review that rejects what was in force takes it out of force, unless a later version has done so.
    private String archive(DSLContext transaction, StatementVersion version, Outcome outcome) {
        if (version.state() != StatementState.SUPERSEDED) {
            store.end(transaction, version, StatementState.ARCHIVED, outcome.at());
        }
        return outcome.before() == DecisionState.REVIEW_DUE
                ? "approval-taken-back"
                : outcome.decision().state().word();
    }

    private StatementContent draft(DSLContext database, String edition) {
        return StatementContent.of(catalog.edition(edition), statement.decisions(database, edition));
    }

    private @Nullable StatementContent content(DSLContext database, Optional<StatementVersion> version) {
        return version.map(known -> StatementContent.read(store.content(database, known)))
                .orElse(null);
    }

    private static Subject subject(String edition) {
        return Subject.of(KIND, edition);
    }
}
