package plumbline.server.identity.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Principal;
import plumbline.server.identity.imports.PlannedRow.Outcome;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// Plans what a file would do, keeps it until somebody says yes, and does exactly that.
final class Imports {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Transactions transactions;
    private final Journal journal;
    private final ImportStore store;

    Imports(Transactions transactions, Journal journal, ImportStore store) {
        this.transactions = transactions;
        this.journal = journal;
        this.store = store;
    }

    /// What the file would do now.
    ///
    /// @throws InvalidFile when it cannot be taken as a whole, and the exception of an unreadable sheet
    ImportPlan plan(ImportTarget target, Principal principal, SentFile file) {
        return drafted(transactions.reading(), target, principal, file).plan();
    }

    private record Drafted(ImportPlan plan, ImportTarget.Draft draft) {}

    private static Drafted drafted(DSLContext database, ImportTarget target, Principal principal, SentFile file) {
        var read = ImportFile.read(file.content(), target.columns());
        var draft = target.draft(database, principal, read.rows());
        var rows = new ArrayList<>(draft.rows());
        rows.addAll(read.wrong());
        rows.sort(Comparator.comparingInt(PlannedRow::line));
        return new Drafted(ImportPlan.of(file, rows, read.passedOver()), draft);
    }

    /// Keeps a file until its sender says yes.
    long keep(ImportTarget target, Principal principal, SentFile file) {
        return transactions.get(tx -> store.insert(tx, owner(target, principal), file, journal.now()));
    }

    Optional<SentFile> kept(ImportTarget target, Principal principal, long id) {
        return store.find(transactions.reading(), owner(target, principal), id);
    }

    void drop(ImportTarget target, Principal principal, long id) {
        transactions.run(tx -> store.delete(tx, owner(target, principal), id));
    }

    /// Does what was seen of a kept file.
    ///
    /// @param seen digest of the plan that was shown
    Applied confirm(ImportTarget target, Principal principal, long id, String seen) {
        var owner = owner(target, principal);
        try {
            return transactions.get(tx -> {
                var file = store.hold(tx, owner, id).orElse(null);
                if (file == null) {
                    return new Applied.Gone();
                }
                var applied = apply(tx, target, principal, file, seen);
                if (applied instanceof Applied.Done) {
                    store.delete(tx, owner, id);
                }
                return applied;
            });
        } catch (StaleImport | IntegrityConstraintViolationException overtaken) {
            return kept(target, principal, id)
                    .<Applied>map(file -> new Applied.Changed(plan(target, principal, file)))
                    .orElseGet(Applied.Gone::new);
        }
    }

    /// Does all that a file says, inside a transaction of the caller, who undoes it when it is not done.
    ///
    /// @param seen digest of the plan that was shown, or null to do whatever it would do now
    Applied apply(DSLContext tx, ImportTarget target, Principal principal, SentFile file, @Nullable String seen) {
        var drafted = drafted(tx, target, principal, file);
        var plan = drafted.plan();
        if (seen != null && !seen.equals(plan.digest())) {
            return new Applied.Changed(plan);
        }
        if (plan.hasErrors()) {
            return new Applied.Wrong(plan);
        }
        var links = drafted.draft().apply(tx);
        long number = file.number() == 0 ? store.number(tx) : file.number();
        var details = JsonObject.builder()
                .put("list", target.names().word())
                .put("file", file.name())
                .put("sha256", plan.sha256())
                .put("created", plan.count(Outcome.CREATE))
                .put("changed", plan.count(Outcome.CHANGE))
                .put("unchanged", plan.count(Outcome.UNCHANGED))
                .build();
        journal.append(tx, principal.actor(), "import.applied", Subject.of("import", "IMP-" + number), details);
        return new Applied.Done(plan, links);
    }

    int deleteLeftovers(DSLContext tx, Instant now) {
        return store.deleteOlderThan(tx, now.minus(KEPT));
    }

    private static ImportStore.Owner owner(ImportTarget target, Principal principal) {
        return new ImportStore.Owner(principal.id(), target.names().word());
    }
}
