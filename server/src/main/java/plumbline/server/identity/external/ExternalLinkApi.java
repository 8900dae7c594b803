package plumbline.server.identity.external;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Links for external parties as JSON; each purpose has its own way to make one.
@RestController
@RequestMapping(ExternalLinkApi.ADDRESS)
final class ExternalLinkApi {
    static final String ADDRESS = "/api/v1/external-links";
    private static final String LIST = "external links, newest first";

    private final ExternalLinks links;

    ExternalLinkApi(ExternalLinks links) {
        this.links = links;
    }

    /// Links, the newest first.
    ///
    /// @param works true for those that work, false for those that do not
    @GetMapping
    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    Page<LinkBody> list(
            Principal principal,
            @RequestParam(required = false) @Nullable Boolean works,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var after = Cursor.parse(cursor, LIST, 1);
        int most = Page.limit(limit);
        var filter = new LinkFilter(principal.scope(Permission.LINK_MANAGE), null, works, purpose, "");
        var rows = links.list(filter, after == null ? null : Long.valueOf(after.id(0)), most + 1);
        return Page.of(rows, most, LIST, link -> Cursor.of(link.id())).map(link -> LinkBody.of(link, links.now()));
    }

    /// One link.
    @GetMapping("/{id}")
    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    LinkBody get(Principal principal, @PathVariable long id) {
        return LinkBody.of(find(principal, id), links.now());
    }

    /// Revokes a link at once; revoking it again changes nothing.
    @DeleteMapping("/{id}")
    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Principal principal, @PathVariable long id) {
        links.revoke(principal.actor(), find(principal, id));
    }

    private ExternalLink find(Principal principal, long id) {
        return links.find(principal, id)
                .orElseThrow(() -> Problem.notFound("There is no such link.").exception());
    }
}
