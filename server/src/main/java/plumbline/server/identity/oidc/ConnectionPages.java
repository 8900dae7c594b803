package plumbline.server.identity.oidc;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.Cursor;
import plumbline.server.api.Problem;
import plumbline.server.api.Slice;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.Sessions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Filter;
import plumbline.server.web.Flash;
import plumbline.server.web.Pager;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings: my own connection with the identity provider, and for administrators those of all.
@Controller
final class ConnectionPages {
    static final String OWN = "/settings/account/single-sign-on";
    static final String ALL = "/settings/single-sign-on";
    private static final String LIST = "connections by account";
    private static final int ROWS = 50;

    private final OidcSetup setup;
    private final Sessions sessions;
    private final Templates templates;
    private final String publicUrl;

    ConnectionPages(OidcSetup setup, Sessions sessions, Templates templates, String publicUrl) {
        this.setup = setup;
        this.sessions = sessions;
        this.templates = templates;
        this.publicUrl = publicUrl;
    }

    @GetMapping(OWN)
    @Requires(Permission.ACCOUNT_OWN)
    JteModel own(Shell shell, Principal principal) {
        var titled = shell.titled("Single sign-on");
        return setup.desk().isEmpty()
                ? templates.identityConnection(titled, "", null, true)
                : templates.identityConnection(
                        titled,
                        setup.required().settings().name(),
                        setup.connections().of(principal.id()).orElse(null),
                        own(principal).hasPassword());
    }

    /// A form may not lead away from here, so it leads to a page with the link that does.
    @PostMapping(OWN)
    @Requires(Permission.ACCOUNT_OWN)
    Reply connect(Shell shell, Principal principal, HttpServletRequest request, HttpServletResponse response) {
        var desk = setup.required();
        if (!sessions.isFresh(request)) {
            return Reply.to(
                    OWN,
                    Flash.attention("Sign out and in again first: whoever finds this browser open must"
                            + " not let themselves in for good."));
        }
        return switch (desk.begin(OWN, principal.id(), request.getRemoteAddr())) {
            case OidcDesk.Step.Away(var handshake, var address) -> {
                setup.secret().keep(response, handshake);
                yield Reply.page(templates.identityConnect(
                        shell.titled("Single sign-on"), desk.settings().name(), address));
            }
            case OidcDesk.Step.Refused(var _, var why) -> Reply.to(OWN, Flash.failed(why));
            case OidcDesk.Step.SignedIn _, OidcDesk.Step.Connected _ ->
                throw new IllegalStateException("nobody has come back yet");
        };
    }

    @PostMapping(OWN + "/disconnect")
    @Requires(Permission.ACCOUNT_OWN)
    Reply disconnect(Principal principal) {
        return switch (setup.connections().disconnectOwn(own(principal))) {
            case DONE -> Reply.to(OWN, Flash.done("Disconnected. You sign in with your password."));
            case NOT_CONNECTED -> Reply.to(OWN, Flash.attention("Your account was not connected."));
            case NO_PASSWORD ->
                Reply.to(OWN, Flash.failed("You have no password here: without the connection you could not come in."));
        };
    }

    @GetMapping(ALL)
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel all(Shell shell) {
        var words = shell.address().first("q");
        var after = Cursor.parse(shell.address().first("after"), LIST, 1);
        var found = setup.desk().isEmpty()
                ? List.<Connection>of()
                : setup.connections().after(after == null ? 0 : after.id(0), words, ROWS + 1);
        var shown = Slice.of(
                found, ROWS, connection -> Cursor.of(connection.accountId()).text(LIST));
        return templates.identityConnections(
                shell.titled("Single sign-on"),
                setup.facts(publicUrl),
                Filter.of(shell.address()),
                new Pager(shell.address(), shown.rows().size(), null, shown.next()),
                shown.rows());
    }

    @PostMapping(ALL + "/disconnect")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply disconnect(Principal principal, @RequestParam long account) {
        var person = setup.connections().account(account);
        var ended = person.map(found -> setup.connections().disconnect(principal.actor(), found));
        if (ended.equals(Optional.of(Connections.Ended.DONE))) {
            sessions.endAll(
                    principal, account, tx -> setup.connections().requireMayManage(tx, principal.actor(), account));
        }
        return ended.equals(Optional.of(Connections.Ended.DONE))
                ? Reply.to(
                        ALL,
                        Flash.done(
                                person.map(Account::name).orElse("") + " is disconnected and signed out everywhere."))
                : Reply.to(ALL, Flash.attention("That account is not connected."));
    }

    private Account own(Principal principal) {
        return setup.connections()
                .account(principal.id())
                .orElseThrow(() -> Problem.notFound("Your account is gone.").exception());
    }
}
