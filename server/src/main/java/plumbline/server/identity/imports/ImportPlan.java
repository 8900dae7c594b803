package plumbline.server.identity.imports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import plumbline.ledger.Sha256;
import plumbline.server.identity.imports.PlannedRow.Outcome;

/// What a whole file would do, as somebody sees it before saying yes.
///
/// @param fileName as it was sent
/// @param sha256 digest of the file, in hex
/// @param passedOver how many lines are remarks, which begin with `#`
/// @param digest of everything that is shown; who confirms names it, and what differs is not done
public record ImportPlan(String fileName, String sha256, List<PlannedRow> rows, int passedOver, String digest) {
    public ImportPlan {
        rows = List.copyOf(rows);
    }

    static ImportPlan of(SentFile file, List<PlannedRow> rows, int passedOver) {
        var shown = Sha256.digest();
        add(shown, file.sha256());
        for (var row : rows) {
            add(shown, row.line(), row.label(), row.outcome(), row.seen());
            row.changes().forEach(change -> add(shown, change.field(), change.before(), change.after()));
            row.errors().forEach(error -> add(shown, error.column(), error.message()));
        }
        return new ImportPlan(
                file.name(), file.sha256(), rows, passedOver, HexFormat.of().formatHex(shown.digest()));
    }

    /// Each part with its length before it, so that no two lists of parts look alike.
    private static void add(MessageDigest digest, Object... parts) {
        for (var part : parts) {
            var bytes = part.toString().getBytes(StandardCharsets.UTF_8);
            digest.update((parts.length + ":" + bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
    }

    public long count(Outcome outcome) {
        return rows.stream().filter(row -> row.outcome() == outcome).count();
    }

    /// Whether a row is wrong; then nothing of the file is done.
    public boolean hasErrors() {
        return count(Outcome.ERROR) > 0;
    }

    /// Whether there is anything to do.
    public boolean doesSomething() {
        return !hasErrors() && count(Outcome.CREATE) + count(Outcome.CHANGE) > 0;
    }
}
