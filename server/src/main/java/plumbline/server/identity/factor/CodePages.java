package plumbline.server.identity.factor;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.identity.NextPage;
import plumbline.server.identity.OpenToAll;
import plumbline.server.identity.Sessions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// The second half of signing in: the code.
@Controller
final class CodePages {
    private static final String EXHAUSTED =
            "Too many wrong codes: use a recovery code, or ask an administrator to reset your second factor.";

    private final SecondProof proof;
    private final Sessions sessions;
    private final Templates templates;

    CodePages(SecondProof proof, Sessions sessions, Templates templates) {
        this.proof = proof;
        this.sessions = sessions;
        this.templates = templates;
    }

    @GetMapping("/sign-in/code")
    @OpenToAll("Nobody is signed in yet")
    Reply form(Shell shell, HttpServletRequest request, @RequestParam(defaultValue = "") String next) {
        return sessions.halfway(request).isPresent()
                ? Reply.page(page(shell, next, ""))
                : Reply.to("/sign-in", Flash.attention("Sign in again: there were five minutes for the code."));
    }

    @PostMapping("/sign-in/code")
    @OpenToAll("Nobody is signed in yet")
    Reply check(
            Shell shell,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String next) {
        var account = sessions.halfway(request).orElse(null);
        if (account == null) {
            return Reply.to("/sign-in", Flash.attention("Sign in again: there were five minutes for the code."));
        }
        return switch (proof.check(account, code)) {
            case SecondProof.Result.Accepted(var way) -> {
                sessions.begin(request, account, way);
                yield Reply.to(NextPage.of(next));
            }
            case SecondProof.Result.Refused() -> Reply.page(422, page(shell, next, "This code is not right."));
            case SecondProof.Result.Exhausted() -> Reply.page(422, page(shell, next, EXHAUSTED));
            case SecondProof.Result.TooMany(var wait) -> {
                response.setHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
                yield Reply.page(429, page(shell, next, tooMany(wait)));
            }
        };
    }

    static String tooMany(Duration wait) {
        return "Too many attempts: try again in " + Math.max(1, wait.toMinutes()) + " min.";
    }

    private JteModel page(Shell shell, String next, String error) {
        return templates.factorCode(
                shell.titled("Sign in"),
                Field.of("code", "Code", "")
                        .needed()
                        .hinted("Six digits from your authenticator app, or one of your recovery codes.")
                        .refused(error),
                next);
    }
}
