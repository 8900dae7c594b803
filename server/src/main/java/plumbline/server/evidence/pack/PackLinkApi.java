package plumbline.server.evidence.pack;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.external.ExternalLink.Recipient;
import plumbline.server.identity.external.InvalidLink;
import plumbline.server.identity.external.LinkBody;
import plumbline.server.identity.external.LinkTerms;

/// Links to packs, made by programs that act for a person.
@RestController
final class PackLinkApi {
    private static final String ADDRESS = "/api/v1/external-links/packs";

    private final PackLinks links;
    private final Idempotency idempotency;

    PackLinkApi(PackLinks links, Idempotency idempotency) {
        this.links = links;
        this.idempotency = idempotency;
    }

    /// A link to a pack.
    ///
    /// @param pack id of a finished pack, for example `PACK-3`
    /// @param name of the person that it is for
    /// @param days how long it works, 1 to 90
    /// @param uses how often the file can be taken, 1 to 1000; nothing for no limit
    record PackLinkAsked(
            @Nullable String pack,
            @Nullable String name,
            @Nullable String organisation,
            @Nullable String email,
            @Nullable Integer days,
            @Nullable Integer uses) {
        LinkTerms terms() {
            return LinkTerms.of(new Recipient(text(name), text(organisation), text(email)), days, uses);
        }

        private static String text(@Nullable String sent) {
            return sent == null ? "" : sent;
        }
    }

    /// Makes a link by which somebody without an account takes one pack away. Its address is in this answer and nowhere
    /// else.
    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    @PostMapping(ADDRESS)
    ResponseEntity<LinkBody.MadeLink> share(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody PackLinkAsked body) {
        try {
            var terms = body.terms();
            var pack = links.sharable(principal, body.pack() == null ? "" : body.pack())
                    .orElseThrow(() -> new InvalidLink("pack", "must be the id of a finished pack"));
            var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
            return idempotency.once(asked, LinkBody.MadeLink.class, tx -> {
                var made = LinkBody.MadeLink.of(links.share(tx, principal, pack, terms));
                return Idempotency.Done.created(
                                "/api/v1/external-links/" + made.link().id(), made)
                        .keeping(made.withoutSecret());
            });
        } catch (InvalidLink refused) {
            throw Problem.invalid("/" + refused.field(), refused.rule()).exception();
        }
    }
}
