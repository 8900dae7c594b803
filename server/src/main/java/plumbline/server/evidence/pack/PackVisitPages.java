package plumbline.server.evidence.pack;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.ContentDigest;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.identity.OpenToAll;
import plumbline.server.identity.external.ExternalLink;
import plumbline.server.identity.external.LinkDoor;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Shell;

/// What a link to a pack shows to somebody who has no account, and the file itself.
@Controller
final class PackVisitPages {
    private final Packs packs;
    private final LinkDoor door;
    private final Parts parts;
    private final Templates templates;

    /// What a visit works with.
    record Parts(Transactions transactions, BodyStore bodies, Ledger ledger) {}

    PackVisitPages(Packs packs, LinkDoor door, Parts parts, Templates templates) {
        this.packs = packs;
        this.door = door;
        this.parts = parts;
        this.templates = templates;
    }

    @OpenToAll("The link for an external party is the proof")
    @GetMapping("/external/pack")
    JteModel show(
            Shell shell,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String token) {
        var link = door.admit(request, response, PackLinks.PURPOSE, token);
        return templates.packVisit(
                shell.titled("A pack for you"),
                link,
                pack(link),
                parts.ledger().keys().getFirst().toString(),
                token);
    }

    @OpenToAll("The link for an external party is the proof")
    @PostMapping("/external/pack")
    ResponseEntity<InputStreamResource> take(
            HttpServletRequest request, HttpServletResponse response, @RequestParam(defaultValue = "") String token) {
        var link = door.admit(request, response, PackLinks.PURPOSE, token);
        var pack = pack(link);
        var file = Objects.requireNonNull(pack.file());
        parts.transactions().run(tx -> {
            door.use(tx, link, request);
            packs.downloaded(tx, link.actor(), pack);
        });
        return PackAnswers.download(pack, file, parts.bodies().open(new ContentDigest(file.sha256())));
    }

    private Pack pack(ExternalLink link) {
        return packs.shared(link.about().id()).orElseThrow(LinkDoor::closed);
    }
}
