package plumbline.server.control;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
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

    /// Decides about controls of one edition, each once: about all of them, or about none when somebody
    /// was faster with one.
    public Ruled decide(Actor actor, List<Ruling> rulings) {
        return transactions.get(transaction -> decide(transaction, actor, rulings));
    }

    /// As above, inside a transaction of the caller.
    ///
    /// @throws IllegalArgumentException when there is no such control
    public Ruled decide(DSLContext transaction, Actor actor, List<Ruling> rulings) {
        var edition = edition(rulings);
        watches.get().forEach(watch -> watch.before(transaction, edition));
        var held = store.current(transaction, edition);
        var stale = rulings.stream()
                .filter(ruling -> row(ruling, held).version() != ruling.seenVersion())
                .map(ruling -> row(ruling, held))
                .toList();
        if (!stale.isEmpty()) {
            return new Ruled.Stale(stale);
        }
        var edits = rulings.stream()
                .map(ruling -> write(transaction, actor, ruling, held.get(ruling.control())))
                .toList();
        watches.get().forEach(watch -> watch.after(transaction, actor, edition, edits));
        return new Ruled.Done(edits.stream().map(StatementWatch.Edit::after).toList());
    }

    private StatementWatch.Edit write(
            DSLContext transaction, Actor actor, Ruling ruling, @Nullable Applicability before) {
        var decision = new Applicability(
                ruling.control(),
                ruling.seenVersion() + 1,
                ruling.applicable(),
                ruling.reason(),
                actor.id(),
                actor.name(),
                journal.now());
        store.insert(transaction, decision);
        var details = Changes.begin()
                .field("applies", before == null ? "undecided" : word(before), word(decision))
                .because(decision.reason())
                .details(JsonObject.builder()
                        .put("applicable", decision.applicable())
                        .put("version", decision.version()));
        journal.append(transaction, actor, "applicability.decided", subject(decision.control()), details);
        return new StatementWatch.Edit(before, decision);
    }

    private String edition(List<Ruling> rulings) {
        var controls = rulings.stream().map(Ruling::control).distinct().toList();
        var editions = controls.stream().map(ControlRef::edition).distinct().toList();
        if (editions.size() != 1 || controls.size() != rulings.size()) {
            throw new IllegalArgumentException("rulings must be about controls of one edition, each once");
        }
        controls.forEach(catalog::control);
        return editions.getFirst();
    }

    private StatementRow row(Ruling ruling, Map<ControlRef, Applicability> held) {
        return new StatementRow(catalog.control(ruling.control()), held.get(ruling.control()));
    }
}
