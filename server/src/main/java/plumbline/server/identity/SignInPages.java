package plumbline.server.identity;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.identity.access.SignInWay;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Signing in and out.
@Controller
final class SignInPages {
    private final SignIn signIn;
    private final Sessions sessions;
    private final List<SignInWay> ways;
    private final Templates templates;

    SignInPages(SignIn signIn, Sessions sessions, List<SignInWay> ways, Templates templates) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.ways = List.copyOf(ways);
        this.templates = templates;
    }

    @GetMapping("/sign-in")
    @OpenToAll("Nobody is signed in yet")
    Reply form(Shell shell, HttpServletRequest request, @RequestParam(defaultValue = "") String next) {
        return sessions.principal(request).isPresent()
                ? Reply.to(NextPage.of(next))
                : Reply.page(page(shell, "", next, ""));
    }

    @PostMapping("/sign-in")
    @OpenToAll("Nobody is signed in yet")
    Reply signIn(Shell shell, HttpServletRequest request, HttpServletResponse response, Form form) {
        return switch (signIn.attempt(form.email(), form.password(), request.getRemoteAddr())) {
            case SignIn.Result.Welcome(var account) ->
                Reply.to(sessions.admit(request, account, Sessions.Way.PASSWORD, NextPage.of(form.next())));
            case SignIn.Result.Refused() ->
                Reply.page(
                        422,
                        page(shell, form.email(), form.next(), "This e-mail and password do not belong together."));
            case SignIn.Result.TooMany(var wait) -> {
                response.setHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
                yield Reply.page(
                        429,
                        page(
                                shell,
                                form.email(),
                                form.next(),
                                "Too many attempts: try again in " + Math.max(1, wait.toMinutes()) + " min."));
            }
        };
    }

    @PostMapping("/sign-out")
    @OpenToAll("Ends whatever session there is")
    Reply signOut(Shell shell, HttpServletRequest request) {
        var elsewhere =
                ways.stream().flatMap(way -> way.wayOut(request).stream()).findFirst();
        sessions.end(request);
        return elsewhere.isEmpty()
                ? Reply.to("/sign-in")
                : Reply.page(templates.identitySignedOut(
                        Shell.of(shell.now(), shell.address(), shell.csrf()).titled("Signed out"), elsewhere.get()));
    }

    /// What the form sends.
    record Form(String email, String password, String next) {
        Form {
            email = email == null ? "" : email;
            password = password == null ? "" : password;
            next = next == null ? "" : next;
        }
    }

    private JteModel page(Shell shell, String email, String next, String error) {
        return templates.identitySignIn(
                shell.titled("Sign in"),
                Field.of("email", "E-mail", email).needed().refused(error),
                Field.of("password", "Password", "").needed(),
                next,
                ways.stream().filter(way -> way.label().isPresent()).toList());
    }
}
