package plumbline.server.identity.external;

import gg.jte.models.runtime.JteModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.Problem;
import plumbline.server.api.Slice;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.token.TokenScopes;
import plumbline.server.templates.Templates;
import plumbline.server.web.Event;
import plumbline.server.web.Filter;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Pager;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// Settings, external links: who outside was let in, to what, until when; revoke.
@Controller
final class ExternalLinkPages {
    private static final int ROWS = 50;
    private static final int SHEET_ROWS = 10_000;

    private final ExternalLinks links;
    private final Map<String, LinkPurpose> purposes;
    private final List<TokenScopes> services;
    private final Templates templates;

    ExternalLinkPages(
            ExternalLinks links, List<LinkPurpose> purposes, List<TokenScopes> services, Templates templates) {
        this.links = links;
        this.purposes = purposes.stream().collect(Collectors.toMap(LinkPurpose::word, purpose -> purpose));
        this.services = List.copyOf(services);
        this.templates = templates;
    }

    @GetMapping("/settings/external-links")
    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    JteModel list(Shell shell, Principal principal) {
        var shown = Slice.of(
                links.list(filter(shell, principal), before(shell), ROWS + 1), ROWS, link -> Long.toString(link.id()));
        return templates.externalLinks(
                shell.titled("External links"),
                form(shell),
                new Pager(shell.address(), shown.rows().size(), null, shown.next()),
                shown.rows(),
                this::label);
    }

    @GetMapping(path = "/settings/external-links", params = "format")
    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    Sheet sheet(Shell shell, Principal principal) {
        var sheet = new Sheet(
                "external-links",
                List.of(
                        "id",
                        "purpose",
                        "about",
                        "title",
                        "name",
                        "organisation",
                        "e-mail",
                        "state",
                        "made by",
                        "made",
                        "expires",
                        "uses",
                        "uses allowed",
                        "last used",
                        "revoked"));
        for (var link : links.list(filter(shell, principal), null, SHEET_ROWS)) {
            sheet.row(List.of(
                    link.id(),
                    link.purpose(),
                    link.about().id(),
                    link.about().title(),
                    link.recipient().name(),
                    link.recipient().organisation(),
                    link.recipient().email(),
                    link.state(shell.now()).word(),
                    link.maker().name(),
                    link.life().createdAt(),
                    link.life().expiresAt(),
                    link.uses().counted(),
                    orBlank(link.uses().allowed()),
                    orBlank(link.uses().lastAt()),
                    orBlank(link.life().revokedAt())));
        }
        return sheet;
    }

    private static Object orBlank(@Nullable Object value) {
        return value == null ? "" : value;
    }

    @GetMapping("/settings/external-links/{id}")
    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    JteModel link(Shell shell, Principal principal, @PathVariable long id) {
        var link = find(principal, id);
        var purpose = purposes.get(link.purpose());
        return templates.externalLink(
                shell.titled(link.about().title()),
                link,
                label(link),
                purpose == null ? "" : purpose.again().apply(link),
                Event.History.of(
                        links.history(link),
                        principal,
                        link.subject().kind(),
                        link.subject().id()));
    }

    @PostMapping("/settings/external-links/{id}/revoke")
    @Requires(value = Permission.LINK_MANAGE, scoped = true)
    Reply revoke(Principal principal, @PathVariable long id) {
        links.revoke(principal.actor(), find(principal, id));
        return Reply.to("/settings/external-links/" + id, Flash.done("The link works no more."));
    }

    private ExternalLink find(Principal principal, long id) {
        return links.find(principal, id)
                .orElseThrow(() -> Problem.notFound("There is no such link.").exception());
    }

    private String label(ExternalLink link) {
        var purpose = purposes.get(link.purpose());
        return purpose == null ? link.purpose() : purpose.label();
    }

    private static @Nullable Long before(Shell shell) {
        var after = shell.address().first("after");
        return after.matches("[0-9]{1,18}") ? Long.valueOf(after) : null;
    }

    private LinkFilter filter(Shell shell, Principal principal) {
        var address = shell.address();
        var state = address.first("state");
        return new LinkFilter(
                principal.scope(Permission.LINK_MANAGE),
                selected(shell, principal),
                state.isEmpty() ? null : Boolean.valueOf(state.equals("works")),
                address.first("purpose"),
                address.first("q"));
    }

    /// The service that the whole session is filtered by, or null.
    private @Nullable Long selected(Shell shell, Principal principal) {
        var key = shell.services().selected();
        return key.isEmpty()
                ? null
                : services.stream()
                        .flatMap(source -> source.visible(principal).stream())
                        .filter(choice -> choice.key().equals(key))
                        .map(TokenScopes.Choice::id)
                        .findFirst()
                        .orElse(null);
    }

    private Filter form(Shell shell) {
        var choices = new ArrayList<>(List.of(new Option("", "Any purpose")));
        purposes.values().stream()
                .map(purpose -> new Option(purpose.word(), purpose.label()))
                .sorted(Comparator.comparing(Option::label))
                .forEach(choices::add);
        return Filter.of(shell.address())
                .select("purpose", "Purpose", choices)
                .select(
                        "state",
                        "State",
                        List.of(
                                new Option("", "Any state"),
                                new Option("works", "Works"),
                                new Option("ended", "Works no more")));
    }
}
