package plumbline.server.identity.imports;

import gg.jte.models.runtime.JteModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import plumbline.server.api.Problem;
import plumbline.server.identity.Principal;
import plumbline.server.identity.imports.PlannedRow.Outcome;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Format;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;
import plumbline.server.web.sheet.SheetReader;
import plumbline.server.web.sheet.UnreadableSheet;

/// The pages of an import, for handlers of the areas: choose a file, see what it would do, say yes.
public final class ImportDesk {
    private static final String NOT_THERE = "This import is done, given up, or older than a day: send the file again.";

    private final Imports imports;
    private final Templates templates;

    ImportDesk(Imports imports, Templates templates) {
        this.imports = imports;
        this.templates = templates;
    }

    /// The page on which a file is chosen.
    public JteModel form(Shell shell, ImportTarget target) {
        return form(shell, target, "");
    }

    private JteModel form(Shell shell, ImportTarget target, String wrong) {
        var field = Field.of("file", "File", "")
                .needed()
                .hinted("CSV in UTF-8 or XLSX, at most " + (SheetReader.MOST_BYTES >> 20) + " MB and "
                        + Format.number(ImportFile.MOST_ROWS) + " rows.")
                .refused(wrong);
        return templates.importsForm(
                shell.titled("Import " + target.names().many()), target.names(), target.columns(), field);
    }

    /// A file to begin with: the header, and a remark that shows how a row looks.
    public Sheet template(ImportTarget target) {
        var columns = target.columns().stream()
                .filter(column -> column.kind() != ImportColumn.Kind.IGNORED)
                .toList();
        var examples = columns.stream().map(ImportColumn::example).toList();
        var remark = new ArrayList<>(examples);
        remark.set(0, "# " + examples.getFirst());
        return new Sheet(
                        target.names().word() + "-template",
                        columns.stream().map(ImportColumn::name).toList())
                .row(remark);
    }

    /// Takes a file and leads to what it would do.
    public Reply upload(Shell shell, Principal principal, ImportTarget target, @Nullable MultipartFile sent)
            throws IOException {
        var name = sent == null ? null : sent.getOriginalFilename();
        if (sent == null || name == null || name.isBlank()) {
            return Reply.page(422, form(shell, target, "Choose a file."));
        }
        try (var content = sent.getInputStream()) {
            var file = SentFile.of(name, content.readNBytes(SheetReader.MOST_BYTES + 1));
            imports.plan(target, principal, file);
            return Reply.to(href(target) + "/" + imports.keep(target, principal, file));
        } catch (UnreadableSheet | InvalidFile wrong) {
            return Reply.page(422, form(shell, target, String.valueOf(wrong.getMessage())));
        }
    }

    /// What a file would do now.
    public JteModel show(Shell shell, Principal principal, ImportTarget target, long id) {
        var file = imports.kept(target, principal, id)
                .orElseThrow(() -> Problem.notFound(NOT_THERE).exception());
        return show(shell, new ImportView(target.names(), id, imports.plan(target, principal, file), ""));
    }

    private JteModel show(Shell shell, ImportView view) {
        return templates.importsPlan(shell.titled("Import " + view.names().many()), view, view.page(shell.address()));
    }

    /// Does what was shown, or shows what it would do now.
    public Reply confirm(Shell shell, Principal principal, ImportTarget target, Confirmation given) {
        var names = target.names();
        long id = given.id();
        return switch (imports.confirm(target, principal, id, given.seen())) {
            case Applied.Done(var plan, var links)
            when links.isEmpty() -> Reply.to(names.listHref(), Flash.done("Imported: " + summary(plan) + "."));
            case Applied.Done(var plan, var links) ->
                Reply.page(templates.importsDone(
                        shell.titled("Imported"), names, summary(plan), ImportView.linked(plan, links)));
            case Applied.Changed(var plan) ->
                Reply.page(
                        409,
                        show(
                                shell,
                                new ImportView(
                                        names,
                                        id,
                                        plan,
                                        "Nothing was imported: something changed since this was shown. Below is what "
                                                + "the file would do now.")));
            case Applied.Wrong(var plan) ->
                Reply.page(422, show(shell, new ImportView(names, id, plan, "Nothing was imported: rows are wrong.")));
            case Applied.Gone() -> Reply.to(href(target), Flash.failed(NOT_THERE));
        };
    }

    /// What the form of a plan sends.
    ///
    /// @param seen digest of the plan that was shown
    public record Confirmation(long id, String seen) {}

    /// Gives an import up.
    public Reply drop(Principal principal, ImportTarget target, long id) {
        imports.drop(target, principal, id);
        return Reply.to(href(target), Flash.done("Given up: nothing was imported."));
    }

    private static String summary(ImportPlan plan) {
        return String.format(
                Locale.ROOT,
                "%s new, %s changed, %s as they were",
                Format.number(plan.count(Outcome.CREATE)),
                Format.number(plan.count(Outcome.CHANGE)),
                Format.number(plan.count(Outcome.UNCHANGED)));
    }

    private static String href(ImportTarget target) {
        return "/imports/" + target.names().word();
    }
}
