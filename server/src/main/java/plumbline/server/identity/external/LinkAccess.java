package plumbline.server.identity.external;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.reviewable.Access;
import plumbline.server.identity.reviewable.Reviewable;
import plumbline.server.platform.Actor;

/// Links for external parties as access that can be reviewed: kept, or revoked.
final class LinkAccess implements Reviewable {
    private static final String REF = "external-link:";

    private final ExternalLinks links;
    private final ExternalLinkStore store = new ExternalLinkStore();

    LinkAccess(ExternalLinks links) {
        this.links = links;
    }

    @Override
    public String kind() {
        return "external-link";
    }

    @Override
    public String name() {
        return "Links for external parties";
    }

    @Override
    public List<Access> all(DSLContext database, Instant now) {
        return store.working(database, now).stream().map(LinkAccess::access).toList();
    }

    @Override
    public List<Access> these(DSLContext transaction, Instant now, Collection<String> refs) {
        return store
                .hold(transaction, now, refs.stream().map(LinkAccess::number).toList())
                .stream()
                .map(LinkAccess::access)
                .toList();
    }

    @Override
    public void revoke(DSLContext transaction, Actor by, Access seen) {
        store.find(transaction, Scope.EVERYWHERE, number(seen.ref()))
                .ifPresent(link -> links.revoke(transaction, by, link, ""));
    }

    private static Access access(ExternalLink link) {
        var service = link.about().serviceId();
        var allowed = link.uses().allowed();
        return new Access(
                REF + link.id(),
                new Access.Holder(
                        link.subject().id(),
                        link.recipient().words(),
                        link.recipient().email()),
                Set.of(link.maker().id()),
                "link …" + link.hint() + ": " + link.about().title(),
                Set.of(),
                service == null ? Scope.EVERYWHERE : Scope.of(service),
                "made by " + link.maker().name(),
                link.life().createdAt(),
                link.life().expiresAt(),
                link.uses().lastAt(),
                "",
                link.purpose() + (allowed == null ? "" : " " + allowed));
    }

    private static long number(String ref) {
        return Long.parseLong(ref.substring(REF.length()));
    }
}
