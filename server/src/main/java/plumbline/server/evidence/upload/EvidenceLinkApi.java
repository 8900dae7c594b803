package plumbline.server.evidence.upload;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Idempotency;
import plumbline.server.api.InvalidFields;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.external.ExternalLink.Recipient;
import plumbline.server.identity.external.InvalidLink;
import plumbline.server.identity.external.LinkBody;
import plumbline.server.identity.external.LinkTerms;

/// Links that ask for evidence, made by programs that act for a person.
@RestController
final class EvidenceLinkApi {
    private static final String ADDRESS = "/api/v1/external-links/evidence";

    private final EvidenceLinks links;
    private final Idempotency idempotency;

    EvidenceLinkApi(EvidenceLinks links, Idempotency idempotency) {
        this.links = links;
        this.idempotency = idempotency;
    }

    /// A link that asks for a file.
    ///
    /// @param title what the file shows, in one line
    /// @param kind id of one of the kinds of evidence that are handed in
    /// @param service key of the cloud service that it is about, or nothing
    /// @param controls those that it speaks for, such as `2015/12.4.1`; at least one
    /// @param name of the person that it is for
    /// @param days how long it works, 1 to 90
    /// @param uses how many files it takes, 1 to 1000; nothing for no limit
    record EvidenceLinkAsked(
            @Nullable String title,
            @Nullable String kind,
            @Nullable String service,
            @Nullable List<String> controls,
            @Nullable String name,
            @Nullable String organisation,
            @Nullable String email,
            @Nullable Integer days,
            @Nullable Integer uses) {
        LinkTerms terms() {
            return LinkTerms.of(
                    new Recipient(UploadForm.text(name), UploadForm.text(organisation), UploadForm.text(email)),
                    days,
                    uses);
        }

        UploadForm asked() {
            var words = controls == null
                    ? ""
                    : String.join(" ", controls.stream().map(String::valueOf).toList());
            return new UploadForm(title, kind, service, words, "", "", null);
        }
    }

    /// Makes a link by which somebody without an account hands a file in. Its address is in this answer and nowhere
    /// else.
    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    @PostMapping(ADDRESS)
    ResponseEntity<LinkBody.MadeLink> ask(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody EvidenceLinkAsked body) {
        try {
            var about = links.about(principal, body.asked());
            var terms = body.terms();
            var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
            return idempotency.once(asked, LinkBody.MadeLink.class, tx -> {
                var made = LinkBody.MadeLink.of(links.ask(tx, principal, about, terms));
                return Idempotency.Done.created(
                                "/api/v1/external-links/" + made.link().id(), made)
                        .keeping(made.withoutSecret());
            });
        } catch (InvalidLink refused) {
            throw Problem.invalid("/" + refused.field(), refused.rule()).exception();
        } catch (InvalidFields refused) {
            throw refused.problem(field -> "/" + field).exception();
        }
    }
}
