package plumbline.server.evidence.upload;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import plumbline.catalog.Catalog;
import plumbline.catalog.ControlRef;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.InvalidFields;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.external.ExternalLink;
import plumbline.server.identity.external.ExternalLink.About;
import plumbline.server.identity.external.LinkDesk;
import plumbline.server.identity.external.LinkPurpose;
import plumbline.server.identity.external.LinkTerms;

/// Links by which somebody without an account hands one file in. What it is evidence of was settled when the link was
/// made; the sender says only when it was true.
final class EvidenceLinks {
    static final LinkPurpose PURPOSE = new LinkPurpose(
            "evidence",
            "Hand evidence in",
            "/external/evidence",
            Permission.EVIDENCE_WRITE,
            1,
            link -> "/evidence/external-link?like=" + link.id());

    private static final String KIND = "kind";
    private static final String CONTROLS = "controls";
    private static final String SERVICE = "service";

    private final Uploads uploads;
    private final Catalog catalog;
    private final LinkDesk desk;

    EvidenceLinks(Uploads uploads, Catalog catalog, LinkDesk desk) {
        this.uploads = uploads;
        this.catalog = catalog;
        this.desk = desk;
    }

    /// Where this principal may ask others for evidence.
    static Principal.Scope reach(Principal principal) {
        return principal.scope(Permission.LINK_MANAGE).within(principal.scope(Permission.EVIDENCE_WRITE));
    }

    /// What a link is about, from what somebody asks for.
    ///
    /// @throws InvalidFields when it cannot be asked for
    About about(Principal principal, UploadForm asked) {
        InvalidFields.all(asked::checkedTitle, () -> uploads.kind(asked), () -> uploads.controls(asked));
        var title = asked.checkedTitle();
        var kind = uploads.kind(asked);
        var controls = uploads.controls(asked);
        if (controls.isEmpty()) {
            throw new InvalidFields("controls", "must name at least one");
        }
        var key = UploadForm.text(asked.service());
        var service = uploads.service(principal, key);
        if (!reach(principal).covers(Uploads.id(service))) {
            throw new InvalidFields("service", "must be one for which you make links");
        }
        var words = controls.stream().map(ControlRef::toString).toList();
        var terms =
                JsonObject.builder().put(KIND, kind.id()).put(CONTROLS, words).put(SERVICE, key);
        return new About("control", String.join(" ", words), Uploads.id(service), title, terms.build());
    }

    LinkDesk.Made ask(DSLContext tx, Principal principal, About about, LinkTerms terms) {
        return desk.create(tx, principal, PURPOSE, about, terms);
    }

    /// What the link's maker asked for, in the form of what is handed in.
    static UploadForm asked(ExternalLink link, String observedAt, String holdsUntil) {
        var about = link.about();
        return new UploadForm(
                about.title(),
                about.terms().string(KIND),
                about.terms().string(SERVICE),
                about.id(),
                observedAt,
                holdsUntil,
                null);
    }

    String kindName(ExternalLink link) {
        return catalog.evidenceKindName(link.about().terms().string(KIND));
    }

    /// The controls that a link's evidence is for: ids and titles.
    List<String> controlNames(ExternalLink link) {
        return references(link).stream()
                .flatMap(control -> catalog.find(control).stream())
                .map(control -> control.id().value() + " " + control.title())
                .toList();
    }

    private static Set<ControlRef> references(ExternalLink link) {
        return link.about().terms().array(CONTROLS).strings().stream()
                .map(ControlRef::parse)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
