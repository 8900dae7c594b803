package plumbline.server.evidence.upload;

import gg.jte.models.runtime.JteModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.InvalidFields;
import plumbline.server.estate.Services;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.external.ExternalLink;
import plumbline.server.identity.external.ExternalLinks;
import plumbline.server.identity.external.InvalidLink;
import plumbline.server.identity.external.LinkForm;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Option;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// The form that asks an external party for evidence, by a link.
@Controller
final class EvidenceLinkPages {
    private final EvidenceLinks evidence;
    private final ExternalLinks links;
    private final Parts parts;
    private final Templates templates;

    /// What the form works with.
    record Parts(Transactions transactions, Uploads uploads, Services services) {}

    EvidenceLinkPages(EvidenceLinks evidence, ExternalLinks links, Parts parts, Templates templates) {
        this.evidence = evidence;
        this.links = links;
        this.parts = parts;
        this.templates = templates;
    }

    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    @GetMapping("/evidence/external-link")
    JteModel blank(Shell shell, Principal principal) {
        var like = shell.address().first("like");
        var before = like.matches("[0-9]{1,18}")
                ? links.find(principal, Long.parseLong(like))
                        .filter(link -> link.purpose().equals(EvidenceLinks.PURPOSE.word()))
                : Optional.<ExternalLink>empty();
        var asked = before.map(link -> EvidenceLinks.asked(link, "", ""))
                .orElseGet(() -> new UploadForm(
                        "", "", shell.services().selected(), shell.address().first("control"), "", "", null));
        var form = before.map(LinkForm::like).orElseGet(() -> LinkForm.blank(EvidenceLinks.PURPOSE));
        return form(shell, principal, fields(asked, form, null, null));
    }

    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    @PostMapping("/evidence/external-link")
    Reply ask(Shell shell, Principal principal, @ModelAttribute UploadForm asked, @ModelAttribute LinkForm typed) {
        try {
            var about = evidence.about(principal, asked);
            var terms = typed.terms();
            var made = parts.transactions().get(tx -> evidence.ask(tx, principal, about, terms));
            return Reply.page(templates.externalMade(shell.titled("The link is made"), made, "/evidence"));
        } catch (InvalidFields refused) {
            return Reply.page(422, form(shell, principal, fields(asked, typed, refused, null)));
        } catch (InvalidLink refused) {
            return Reply.page(422, form(shell, principal, fields(asked, typed, null, refused)));
        }
    }

    /// Title, kind, service, controls; then name, organisation, e-mail, days, uses.
    private List<Field> fields(
            UploadForm asked, LinkForm typed, @Nullable InvalidFields wrong, @Nullable InvalidLink refused) {
        var fields =
                new ArrayList<>(asked.fields(parts.uploads().maxBytes(), wrong).subList(1, 5));
        fields.set(3, fields.get(3).needed());
        fields.addAll(typed.fields(refused));
        return fields;
    }

    private JteModel form(Shell shell, Principal principal, List<Field> fields) {
        var kinds = new ArrayList<>(List.of(new Option("", "Choose")));
        parts.uploads().kinds().stream()
                .map(kind -> new Option(kind.id(), kind.name()))
                .sorted(Comparator.comparing(Option::label))
                .forEach(kinds::add);
        var reach = EvidenceLinks.reach(principal);
        var choices = new ArrayList<>(List.of(new Option("", reach.isEverywhere() ? "No one service" : "Choose")));
        parts.services().visible(principal, Permission.EVIDENCE_WRITE).stream()
                .filter(service -> reach.covers(service.id()))
                .forEach(service -> choices.add(
                        new Option(service.key(), service.description().name())));
        return templates.evidenceAsk(shell.titled("Ask an external party"), fields, kinds, choices);
    }
}
