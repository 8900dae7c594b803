package plumbline.server.identity.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.identity.NextPage;
import plumbline.server.identity.OpenToAll;
import plumbline.server.identity.Sessions;
import plumbline.server.platform.RequestId;
import plumbline.server.templates.Templates;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Signing in at the identity provider: the way there, and the way back.
///
/// The way there is a link, not a form: browsers hold a form to our own address, redirects included, and that stays so.
@Controller
final class OidcPages {
    static final String BEGIN = "/sign-in/oidc";
    static final String BACK = "/sign-in/oidc/back";

    private final OidcSetup setup;
    private final Sessions sessions;
    private final Templates templates;

    OidcPages(OidcSetup setup, Sessions sessions, Templates templates) {
        this.setup = setup;
        this.sessions = sessions;
        this.templates = templates;
    }

    @GetMapping(BEGIN)
    @OpenToAll("Nobody is signed in yet")
    Reply begin(
            Shell shell,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String next) {
        return reply(
                shell, request, response, setup.required().begin(NextPage.of(next), null, request.getRemoteAddr()));
    }

    @GetMapping(BACK)
    @OpenToAll("Nobody is signed in yet")
    Reply back(Shell shell, HttpServletRequest request, HttpServletResponse response, Back back) {
        var desk = setup.required();
        var step = desk.finish(
                setup.secret().of(request), back.answer(), sessions.principal(request), request.getRemoteAddr());
        setup.secret().forget(response);
        return reply(shell, request, response, step);
    }

    /// What the browser brings back.
    record Back(
            @Nullable String state,
            @Nullable String code,
            @Nullable String error,
            @Nullable String iss) {
        OidcDesk.Answer answer() {
            return new OidcDesk.Answer(text(state), text(code), text(error), text(iss));
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    private Reply reply(Shell shell, HttpServletRequest request, HttpServletResponse response, OidcDesk.Step step) {
        return switch (step) {
            case OidcDesk.Step.Away(var handshake, var address) -> {
                setup.secret().keep(response, handshake);
                yield Reply.elsewhere(URI.create(address));
            }
            case OidcDesk.Step.SignedIn(var account, var person, var next) -> {
                sessions.begin(request, account, Sessions.Way.SINGLE_SIGN_ON);
                OidcWay.note(request, person);
                yield Reply.to(next);
            }
            case OidcDesk.Step.Connected() ->
                Reply.to(ConnectionPages.OWN, Flash.done("Your account is connected: you can sign in either way."));
            case OidcDesk.Step.Refused(var status, var why) ->
                Reply.page(
                        status,
                        templates.webProblem(
                                shell.titled("Not signed in"),
                                status,
                                "You could not be signed in",
                                why,
                                "/sign-in",
                                "Back to signing in",
                                RequestId.current()));
        };
    }
}
