package plumbline.server.evidence.upload;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import plumbline.server.api.InvalidFields;
import plumbline.server.estate.Services;
import plumbline.server.evidence.ContentDigest;
import plumbline.server.evidence.EvidenceSource;
import plumbline.server.evidence.NewEvidence;
import plumbline.server.evidence.Recorded;
import plumbline.server.identity.OpenToAll;
import plumbline.server.identity.external.ExternalLink;
import plumbline.server.identity.external.LinkDoor;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Where somebody who has no account hands a file in, by a link made for them.
@Controller
final class HandInPages {
    private final EvidenceLinks links;
    private final LinkDoor door;
    private final Parts parts;
    private final Templates templates;

    /// What a visit works with.
    record Parts(Transactions transactions, Uploads uploads, Services services, HandInNews news) {}

    HandInPages(EvidenceLinks links, LinkDoor door, Parts parts, Templates templates) {
        this.links = links;
        this.door = door;
        this.parts = parts;
        this.templates = templates;
    }

    /// What the sender says; all else was settled when the link was made, and nothing sent can change it.
    record Said(@Nullable String observedAt, @Nullable String holdsUntil) {
        UploadForm of(ExternalLink link) {
            return EvidenceLinks.asked(link, UploadForm.text(observedAt), UploadForm.text(holdsUntil));
        }
    }

    @OpenToAll("The link for an external party is the proof")
    @GetMapping("/external/evidence")
    JteModel show(
            Shell shell,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String token) {
        var link = door.admit(request, response, EvidenceLinks.PURPOSE, token);
        return form(shell, link, token, new Said("", ""), null);
    }

    @OpenToAll("The link for an external party is the proof")
    @PostMapping("/external/evidence")
    Reply handIn(
            Shell shell,
            HttpServletRequest request,
            Said said,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
            throws IOException {
        var link = LinkDoor.admitted(request);
        try (var content = file == null ? InputStream.nullInputStream() : file.getInputStream()) {
            if (file == null || file.isEmpty()) {
                InvalidFields.all(
                        () -> UploadPages.chosen(file), () -> parts.uploads().check(said.of(link)));
            }
            var name = UploadPages.chosen(file);
            var evidence = receive(request, link, said.of(link), name, content);
            return Reply.page(templates.evidenceReceived(
                    shell.titled("Received"),
                    link,
                    evidence.receipt(),
                    evidence.digest().sha256(),
                    name));
        } catch (InvalidFields refused) {
            return Reply.page(422, form(shell, link, LinkDoor.secret(request), said, refused));
        }
    }

    private record Received(Recorded.Receipt receipt, ContentDigest digest) {}

    /// Keeps the file only once the use of the link is counted, or a link of one use would store
    /// what many send.
    private Received receive(
            HttpServletRequest request, ExternalLink link, UploadForm form, String name, InputStream content)
            throws IOException {
        var sender = new Uploads.Sender(link.about().serviceId(), link.actor(), EvidenceSource.External::new);
        try (var staged = parts.uploads().stage(sender, form, name, content)) {
            var receipt = parts.transactions().get(tx -> {
                door.use(tx, link, request);
                staged.body().keep();
                return record(tx, link, staged.evidence());
            });
            return new Received(receipt, staged.evidence().body());
        }
    }

    private Recorded.Receipt record(DSLContext tx, ExternalLink link, NewEvidence evidence) {
        return switch (parts.uploads().record(tx, evidence)) {
            case Recorded.Accepted(var receipt) -> {
                parts.news().handedIn(tx, link, receipt);
                yield receipt;
            }
            case Recorded.Duplicate(var receipt) -> receipt;
            case Recorded.Refused(var reason) -> throw new InvalidFields("file", reason);
        };
    }

    private JteModel form(Shell shell, ExternalLink link, String token, Said said, @Nullable InvalidFields refused) {
        var all = said.of(link).fields(parts.uploads().maxBytes(), refused);
        var fields = List.<Field>of(all.getFirst(), all.get(5), all.get(6));
        var id = link.about().serviceId();
        var service = id == null
                ? ""
                : parts.services().these(Set.of(id)).stream()
                        .map(found -> found.description().name())
                        .findFirst()
                        .orElse("");
        return templates.evidenceHandIn(
                shell.titled("Hand evidence in"),
                link,
                new HandInView(links.kindName(link), service, links.controlNames(link)),
                fields,
                token);
    }
}
