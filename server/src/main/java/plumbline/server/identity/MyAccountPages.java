package plumbline.server.identity;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.password.PasswordRules;
import plumbline.server.platform.RateLimit;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, my account: my password, and where I am signed in.
@Controller
final class MyAccountPages {
    private final Accounts accounts;
    private final Credentials credentials;
    private final Sessions sessions;
    private final RateLimit limit;
    private final Templates templates;

    MyAccountPages(
            Accounts accounts, Credentials credentials, Sessions sessions, RateLimit limit, Templates templates) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.sessions = sessions;
        this.limit = limit;
        this.templates = templates;
    }

    @GetMapping("/settings")
    @Requires(Permission.ACCOUNT_OWN)
    Reply settings() {
        return Reply.to("/settings/account");
    }

    @GetMapping("/settings/account")
    @Requires(Permission.ACCOUNT_OWN)
    JteModel show(Shell shell, Principal principal, HttpServletRequest request) {
        return page(shell, principal, request, "", "");
    }

    @PostMapping("/settings/account/password")
    @Requires(Permission.ACCOUNT_OWN)
    Reply changePassword(Shell shell, Principal principal, HttpServletRequest request, NewPassword form) {
        var account = account(principal);
        var wait = limit.attempt(SignIn.BY_ACCOUNT, "own " + account.id());
        if (wait.isPositive()) {
            throw Problem.of(ProblemType.TOO_MANY_REQUESTS, "Try again later.")
                    .retryAfter(wait)
                    .exception();
        }
        var complaint = credentials.complaint(form.password(), account.name(), account.email());
        if (complaint.isPresent()) {
            return Reply.page(422, page(shell, principal, request, "", complaint.get()));
        }
        var begun = sessions.begun(request);
        if (!credentials.change(account, form.present(), form.password())) {
            return Reply.page(422, page(shell, principal, request, "This is not your present password.", ""));
        }
        begun.ifPresent(before -> sessions.renew(request, account, before));
        return Reply.to("/settings/account", Flash.done("Your password is changed; all other sessions have ended."));
    }

    @PostMapping("/settings/account/sessions/end")
    @Requires(Permission.ACCOUNT_OWN)
    Reply endSession(Principal principal, @RequestParam String session) {
        sessions.end(principal, session);
        return Reply.to("/settings/account", Flash.done("The session has ended."));
    }

    @PostMapping("/settings/account/sessions/end-others")
    @Requires(Permission.ACCOUNT_OWN)
    Reply endOtherSessions(Principal principal, HttpServletRequest request) {
        sessions.endOthers(principal, request);
        return Reply.to("/settings/account", Flash.done("You are signed in here and nowhere else."));
    }

    private Account account(Principal principal) {
        return accounts.find(principal.id())
                .orElseThrow(() -> Problem.notFound("Your account is gone.").exception());
    }

    private JteModel page(
            Shell shell, Principal principal, HttpServletRequest request, String wrongPresent, String wrongNew) {
        return templates.identityAccount(
                shell.titled("My account"),
                account(principal),
                Field.of("present", "Present password", "").needed().refused(wrongPresent),
                Field.of("password", "New password", "")
                        .needed()
                        .hinted("At least " + PasswordRules.SHORTEST + " characters. A few words are good.")
                        .refused(wrongNew),
                sessions.of(principal.id(), request));
    }

    /// What the form sends.
    record NewPassword(String present, String password) {
        NewPassword {
            present = present == null ? "" : present;
            password = password == null ? "" : password;
        }
    }
}
