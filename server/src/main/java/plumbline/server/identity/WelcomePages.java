package plumbline.server.identity;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.password.PasswordRules;
import plumbline.server.platform.RateLimit;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// What one-time links lead to: making the first administrator, and setting a password.
@Controller
final class WelcomePages {
    private static final RateLimit.Rule BY_ADDRESS = new RateLimit.Rule("link address", 30, Duration.ofMinutes(10));

    private final Credentials credentials;
    private final Sessions sessions;
    private final RateLimit limit;
    private final Templates templates;

    WelcomePages(Credentials credentials, Sessions sessions, RateLimit limit, Templates templates) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.limit = limit;
        this.templates = templates;
    }

    @GetMapping("/welcome")
    @OpenToAll("The one-time link is the proof")
    Reply welcome(Shell shell, HttpServletRequest request, @RequestParam(defaultValue = "") String token) {
        slowDown(request);
        if (!credentials.isWelcome(token)) {
            throw spent("Start Plumbline again: it prints a new link until there is an administrator.");
        }
        return Reply.page(welcomePage(shell, token, new Person("", "", "", token), false));
    }

    @PostMapping("/welcome")
    @OpenToAll("The one-time link is the proof")
    Reply createFirst(Shell shell, HttpServletRequest request, Person form) {
        slowDown(request);
        if (fields(form, true).stream().anyMatch(Field::wrong)) {
            return Reply.page(422, welcomePage(shell, form.token(), form, true));
        }
        var created = credentials
                .createFirst(form.token(), form.email(), form.name(), form.password())
                .orElseThrow(
                        () -> spent("Start Plumbline again: it prints a new link until there is an administrator."));
        sessions.begin(request, created, Sessions.Way.LINK);
        return Reply.to("/");
    }

    @GetMapping("/password")
    @OpenToAll("The one-time link is the proof")
    Reply password(Shell shell, HttpServletRequest request, @RequestParam(defaultValue = "") String token) {
        slowDown(request);
        var account = credentials.invited(token).orElseThrow(() -> spent("Ask an administrator for a new one."));
        return Reply.page(passwordPage(shell, account, token, ""));
    }

    @PostMapping("/password")
    @OpenToAll("The one-time link is the proof")
    Reply setPassword(
            Shell shell,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password) {
        slowDown(request);
        var account = credentials.invited(token).orElseThrow(() -> spent("Ask an administrator for a new one."));
        var complaint = credentials.complaint(password, account.name(), account.email());
        if (complaint.isPresent()) {
            return Reply.page(422, passwordPage(shell, account, token, complaint.get()));
        }
        if (!credentials.setByLink(token, account, password)) {
            throw spent("Ask an administrator for a new one.");
        }
        return Reply.to(sessions.admit(request, account, Sessions.Way.LINK, "/"), Flash.done("Your password is set."));
    }

    private void slowDown(HttpServletRequest request) {
        var wait = limit.attemptFrom(BY_ADDRESS, request.getRemoteAddr());
        if (wait.isPositive()) {
            throw Problem.of(ProblemType.TOO_MANY_REQUESTS, "Try again later.")
                    .retryAfter(wait)
                    .exception();
        }
    }

    private static ProblemException spent(String whatNow) {
        return Problem.notFound("The link was used, has expired or was never made. " + whatNow)
                .exception();
    }

    private List<Field> fields(Person form, boolean checked) {
        var wrongName = NewAccount.isName(form.name()) ? "" : "Say your name, as others shall see it.";
        var wrongEmail = NewAccount.isEmail(form.email()) ? "" : "This is not an e-mail address.";
        var wrongPassword = credentials
                .complaint(form.password(), form.name(), form.email())
                .orElse("");
        return List.of(
                Field.of("name", "Your name", form.name()).needed().refused(checked ? wrongName : ""),
                Field.of("email", "E-mail", form.email())
                        .needed()
                        .hinted("You sign in with it.")
                        .refused(checked ? wrongEmail : ""),
                Field.of("password", "Password", "")
                        .needed()
                        .hinted("At least " + PasswordRules.SHORTEST + " characters. A few words are good.")
                        .refused(checked ? wrongPassword : ""));
    }

    private JteModel welcomePage(Shell shell, String token, Person form, boolean checked) {
        return templates.identityWelcome(shell.titled("Welcome"), fields(form, checked), token);
    }

    private JteModel passwordPage(Shell shell, Account account, String token, String error) {
        var field = Field.of("password", "Password", "")
                .needed()
                .hinted("At least " + PasswordRules.SHORTEST + " characters. A few words are good.")
                .refused(error);
        return templates.identityPassword(shell.titled("Set your password"), account, field, token);
    }

    /// What the form for the first administrator sends. It has no roles: the link decides these.
    record Person(String name, String email, String password, String token) {
        Person {
            name = name == null ? "" : name.strip();
            email = email == null ? "" : email.strip();
            password = password == null ? "" : password;
            token = token == null ? "" : token;
        }
    }
}
