package plumbline.server.evidence.pack;

import java.util.Optional;
import org.jooq.DSLContext;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.external.ExternalLink.About;
import plumbline.server.identity.external.LinkDesk;
import plumbline.server.identity.external.LinkPurpose;
import plumbline.server.identity.external.LinkTerms;

/// Links by which somebody without an account takes one finished pack away.
final class PackLinks {
    static final LinkPurpose PURPOSE = new LinkPurpose(
            "pack",
            "Take a pack away",
            "/external/pack",
            Permission.PACK_EXPORT,
            5,
            link -> "/packs/" + link.about().id() + "/external-link?like=" + link.id());

    private final Packs packs;
    private final LinkDesk desk;

    PackLinks(Packs packs, LinkDesk desk) {
        this.packs = packs;
        this.desk = desk;
    }

    /// The finished pack of this id, when this principal may let others take it away.
    Optional<Pack> sharable(Principal principal, String id) {
        return packs.find(principal, id)
                .filter(pack -> pack.file() != null)
                .filter(pack -> maySharePacksOf(principal, pack.subject().serviceId()));
    }

    static boolean maySharePacksOf(Principal principal, long serviceId) {
        return principal.scope(Permission.LINK_MANAGE).covers(serviceId)
                && principal.scope(Permission.PACK_EXPORT).covers(serviceId);
    }

    LinkDesk.Made share(DSLContext tx, Principal principal, Pack pack, LinkTerms terms) {
        var title = pack.request().title().isEmpty()
                ? pack.subject().serviceName()
                : pack.request().title();
        var about = new About(
                "pack",
                pack.id(),
                pack.subject().serviceId(),
                pack.id() + " " + title,
                JsonObject.builder().build());
        return desk.create(tx, principal, PURPOSE, about, terms);
    }
}
