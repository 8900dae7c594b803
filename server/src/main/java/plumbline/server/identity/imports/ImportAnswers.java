package plumbline.server.identity.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import plumbline.server.api.ETag;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Principal;
import plumbline.server.identity.imports.PlannedRow.Outcome;
import plumbline.server.platform.HistoryEntry.FieldChange;
import plumbline.server.web.sheet.SheetReader;
import plumbline.server.web.sheet.UnreadableSheet;

/// Imports as JSON, for the endpoints of the areas.
public final class ImportAnswers {
    private final Imports imports;
    private final Idempotency idempotency;

    ImportAnswers(Imports imports, Idempotency idempotency) {
        this.imports = imports;
        this.idempotency = idempotency;
    }

    /// What a file would do, or did.
    ///
    /// @param dryRun whether nothing was done
    /// @param sha256 digest of the file
    /// @param plan digest of what would be done, also the ETag of a dry run: send it as `If-Match`
    /// to have exactly this done
    /// @param passedOver how many lines are remarks, which begin with `#`
    public record ImportBody(
            boolean dryRun,
            String sha256,
            String plan,
            long created,
            long changed,
            long unchanged,
            long errors,
            int passedOver,
            List<RowBody> rows) {}

    /// One row of the file.
    ///
    /// @param outcome `create`, `change`, `unchanged` or `error`
    /// @param changes each field before and after
    /// @param link a one-time link that was made, shown this once
    public record RowBody(
            int line,
            String outcome,
            String label,
            List<FieldChange> changes,
            List<RowError> errors,
            @Nullable String link) {}

    /// What a request asks for.
    ///
    /// @param key the header `Idempotency-Key`, or null
    /// @param seen the header `If-Match`, or null to do whatever the file says now
    public record Asked(
            boolean dryRun, @Nullable String key, @Nullable String seen, InputStream body) {}

    /// What makes two requests the same.
    private record Sent(String sha256) {}

    /// Says what the file would do, or does it.
    public ResponseEntity<ImportBody> answer(ImportTarget target, Principal principal, Asked asked) throws IOException {
        var file = SentFile.of("sent by the API", asked.body().readNBytes(SheetReader.MOST_BYTES + 1));
        try {
            if (asked.dryRun()) {
                var plan = imports.plan(target, principal, file);
                return ResponseEntity.ok().eTag("\"" + plan.digest() + "\"").body(body(true, plan, Map.of()));
            }
            return applied(target, principal, file, asked);
        } catch (UnreadableSheet | InvalidFile wrong) {
            throw Problem.invalid("", String.valueOf(wrong.getMessage())).exception();
        } catch (StaleImport | IntegrityConstraintViolationException overtaken) {
            throw Problem.conflict("Something changed meanwhile, and nothing was imported: send it again.")
                    .exception();
        }
    }

    private ResponseEntity<ImportBody> applied(ImportTarget target, Principal principal, SentFile file, Asked asked) {
        var operation = "POST /api/v1/imports/" + target.names().word();
        var same = new Idempotency.Asked(principal.actor().id(), asked.key(), operation, new Sent(file.sha256()));
        var match = asked.seen();
        var seen = match == null || match.isBlank() ? null : match.strip().replaceAll("^W/|\"", "");
        return idempotency.once(same, ImportBody.class, tx -> switch (imports.apply(
                tx, target, principal, file, seen)) {
            case Applied.Done(var plan, var links) ->
                Idempotency.Done.ok(body(false, plan, links)).keeping(body(false, plan, Map.of()));
            case Applied.Changed _, Applied.Gone _ -> throw ETag.changed().exception();
            case Applied.Wrong(var plan) -> throw wrong(plan).exception();
        });
    }

    private static Problem wrong(ImportPlan plan) {
        var rows = plan.rows().stream()
                .filter(row -> row.outcome() == Outcome.ERROR)
                .map(row -> row(row, null))
                .toList();
        return Problem.of(
                        ProblemType.INVALID,
                        "Nothing was imported, because " + rows.size() + (rows.size() == 1 ? " row is" : " rows are")
                                + " wrong: the member rows says which and why.")
                .with("rows", rows);
    }

    private static ImportBody body(boolean dryRun, ImportPlan plan, Map<Integer, String> links) {
        return new ImportBody(
                dryRun,
                plan.sha256(),
                plan.digest(),
                plan.count(Outcome.CREATE),
                plan.count(Outcome.CHANGE),
                plan.count(Outcome.UNCHANGED),
                plan.count(Outcome.ERROR),
                plan.passedOver(),
                plan.rows().stream().map(row -> row(row, links.get(row.line()))).toList());
    }

    private static RowBody row(PlannedRow row, @Nullable String link) {
        return new RowBody(row.line(), row.outcome().word(), row.label(), row.changes(), row.errors(), link);
    }
}
