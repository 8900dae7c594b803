package plumbline.server.control;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import plumbline.catalog.Catalog;
import plumbline.catalog.ControlRef;
import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// The statement of applicability: for each control of an edition whether it applies to us, and why.
public final class Statement {
    private static final int MAX_REASON = 2_000;

    private final Catalog catalog;
    private final Transactions transactions;
    private final Journal journal;
    private final Supplier<List<StatementWatch>> watches;
    private final ApplicabilityStore store = new ApplicabilityStore();

    /// @param watches asked for when something is decided, for they are made later than this
    public Statement(
            Catalog catalog, Transactions transactions, Journal journal, Supplier<List<StatementWatch>> watches) {
        this.catalog = catalog;
        this.transactions = transactions;
        this.journal = journal;
        this.watches = watches;
    }

    /// The decisions that hold; a control without one is undecided.
    public Map<ControlRef, Applicability> decisions(String edition) {
        return decisions(transactions.reading(), edition);
    }

    /// As above, as the given transaction sees them.
    public Map<ControlRef, Applicability> decisions(DSLContext database, String edition) {
        return store.current(database, edition);
    }

    /// Every decision about a control, the newest first.
    public List<Applicability> history(ControlRef control) {
        return store.history(transactions.reading(), control);
    }

    /// What happened to a control, the newest first.
    List<HistoryEntry> journal(ControlRef control) {
        return journal.history(transactions.reading(), subject(control));
    }

    private static Subject subject(ControlRef control) {
        return Subject.of("control", control.toString());
    }

    private static String word(Applicability decision) {
        return decision.applicable() ? "applicable" : "not applicable";
    }

    /// Decides about a control.
    ///
    /// @param seenVersion the version of the decision that the decider saw, 0 for none
    /// @throws StaleDecision when there is a newer one
    /// @throws IllegalArgumentException when there is no such control or no reason
    public Applicability decide(Actor actor, ControlRef control, int seenVersion, boolean applicable, String reason) {
        catalog.control(control);
        var why = reason.strip();
        if (why.isEmpty() || why.length() > MAX_REASON || why.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("reason must have 1 to " + MAX_REASON + " characters");
        }
        return transactions.get(transaction -> {
            watches.get().forEach(watch -> watch.before(transaction, control.edition()));
            var decision = new Applicability(
                    control, seenVersion + 1, applicable, why, actor.id(), actor.name(), journal.now());
            var before = store.history(transaction, control).stream().findFirst();
            boolean newest = before.map(last -> last.version() == seenVersion).orElse(seenVersion == 0);
            if (!newest || !store.insert(transaction, decision)) {
                throw new StaleDecision(control);
            }
            var details = Changes.begin()
                    .field("applies", before.map(Statement::word).orElse("undecided"), word(decision))
                    .because(why)
                    .details(JsonObject.builder().put("applicable", applicable).put("version", decision.version()));
            journal.append(transaction, actor, "applicability.decided", subject(control), details);
            watches.get().forEach(watch -> watch.after(transaction, actor, before.orElse(null), decision));
            return decision;
        });
    }
}
