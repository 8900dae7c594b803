package plumbline.server.evidence.pack;

import gg.jte.models.runtime.JteModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.external.ExternalLinks;
import plumbline.server.identity.external.InvalidLink;
import plumbline.server.identity.external.LinkForm;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// The form that makes a link to a pack.
@Controller
final class PackLinkPages {
    private final PackLinks packs;
    private final ExternalLinks links;
    private final Transactions transactions;
    private final Templates templates;

    PackLinkPages(PackLinks packs, ExternalLinks links, Transactions transactions, Templates templates) {
        this.packs = packs;
        this.links = links;
        this.transactions = transactions;
        this.templates = templates;
    }

    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    @GetMapping("/packs/{id}/external-link")
    JteModel blank(Shell shell, Principal principal, @PathVariable String id) {
        var like = shell.address().first("like");
        var form = like.matches("[0-9]{1,18}")
                ? links.find(principal, Long.parseLong(like))
                        .map(LinkForm::like)
                        .orElse(LinkForm.blank(PackLinks.PURPOSE))
                : LinkForm.blank(PackLinks.PURPOSE);
        return form(shell, pack(principal, id), form, null);
    }

    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    @PostMapping("/packs/{id}/external-link")
    Reply share(Shell shell, Principal principal, @PathVariable String id, @ModelAttribute LinkForm typed) {
        var pack = pack(principal, id);
        try {
            var terms = typed.terms();
            var made = transactions.get(tx -> packs.share(tx, principal, pack, terms));
            return Reply.page(templates.externalMade(shell.titled("The link is made"), made, "/packs/" + pack.id()));
        } catch (InvalidLink refused) {
            return Reply.page(422, form(shell, pack, typed, refused));
        }
    }

    private Pack pack(Principal principal, String id) {
        return packs.sharable(principal, id)
                .orElseThrow(() -> Problem.notFound("There is no pack " + id + " to share.")
                        .exception());
    }

    private JteModel form(Shell shell, Pack pack, LinkForm typed, @Nullable InvalidLink refused) {
        return templates.packShare(shell.titled("Share " + pack.id()), pack, typed.fields(refused));
    }
}
