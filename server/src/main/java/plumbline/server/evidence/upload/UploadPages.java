package plumbline.server.evidence.upload;

import gg.jte.models.runtime.JteModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import plumbline.server.api.InvalidFields;
import plumbline.server.estate.Services;
import plumbline.server.evidence.Recorded;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// The form that hands a file in as evidence.
@Controller
final class UploadPages {
    private final Uploads uploads;
    private final Transactions transactions;
    private final Services services;
    private final Templates templates;

    UploadPages(Uploads uploads, Transactions transactions, Services services, Templates templates) {
        this.uploads = uploads;
        this.transactions = transactions;
        this.services = services;
        this.templates = templates;
    }

    @Requires(value = Permission.EVIDENCE_WRITE, scoped = true)
    @GetMapping("/evidence/new")
    JteModel blank(Shell shell, Principal principal) {
        var control = shell.address().first("control");
        return form(shell, principal, new UploadForm("", "", shell.services().selected(), control, "", "", null), null);
    }

    @Requires(value = Permission.EVIDENCE_WRITE, scoped = true)
    @PostMapping("/evidence")
    Reply handIn(
            Shell shell,
            Principal principal,
            @ModelAttribute UploadForm typed,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
            throws IOException {
        try (var content = file == null ? InputStream.nullInputStream() : file.getInputStream()) {
            if (file == null || file.isEmpty()) {
                InvalidFields.all(() -> chosen(file), () -> uploads.check(principal, typed));
            }
            var evidence = uploads.keep(principal, typed, chosen(file), content);
            return switch (transactions.get(tx -> uploads.record(tx, evidence))) {
                case Recorded.Accepted(var receipt) -> Reply.to("/evidence/" + receipt.id(), Flash.done("Recorded."));
                case Recorded.Duplicate(var receipt) ->
                    Reply.to("/evidence/" + receipt.id(), Flash.attention("This was recorded before."));
                case Recorded.Refused(var reason) -> throw new InvalidFields("file", reason);
            };
        } catch (InvalidFields refused) {
            return Reply.page(422, form(shell, principal, typed, refused));
        }
    }

    /// The name of the file that was chosen.
    static String chosen(@Nullable MultipartFile file) {
        var name = file == null ? null : file.getOriginalFilename();
        if (name == null || name.isBlank()) {
            throw new InvalidFields("file", "must be chosen");
        }
        return name;
    }

    private JteModel form(Shell shell, Principal principal, UploadForm typed, @Nullable InvalidFields refused) {
        var kinds = new ArrayList<>(List.of(new Option("", "Choose")));
        uploads.kinds().stream()
                .map(kind -> new Option(kind.id(), kind.name()))
                .sorted(Comparator.comparing(Option::label))
                .forEach(kinds::add);
        boolean everywhere = principal.mayEverywhere(Permission.EVIDENCE_WRITE);
        var choices = new ArrayList<>(List.of(new Option("", everywhere ? "No one service" : "Choose")));
        services.visible(principal, Permission.EVIDENCE_WRITE)
                .forEach(service -> choices.add(
                        new Option(service.key(), service.description().name())));
        return templates.evidenceUpload(
                shell.titled("Hand in evidence"), typed.fields(uploads.maxBytes(), refused), kinds, choices);
    }
}
