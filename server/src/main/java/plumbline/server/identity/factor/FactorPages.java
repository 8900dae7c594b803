package plumbline.server.identity.factor;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.passkey.Passkeys;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, sign-in: what somebody proves besides the password.
@Controller
final class FactorPages {
    static final String HOME = "/settings/sign-in";
    private static final String APP = HOME + "/app";

    private final FactorDesk desk;
    private final Passkeys passkeys;
    private final Templates templates;

    FactorPages(FactorDesk desk, Passkeys passkeys, Templates templates) {
        this.desk = desk;
        this.passkeys = passkeys;
        this.templates = templates;
    }

    @GetMapping(HOME)
    @Requires(Permission.ACCOUNT_OWN)
    JteModel show(Shell shell, Principal principal, HttpServletRequest request) {
        return overview(shell, principal, request, "", "");
    }

    @PostMapping(APP)
    @Requires(Permission.ACCOUNT_OWN)
    Reply begin(Principal principal, HttpServletRequest request) {
        if (!desk.isFresh(request)) {
            return signInAgain();
        }
        return desk.begin(principal).isPresent()
                ? Reply.to(APP)
                : Reply.to(HOME, Flash.failed("An app is on already: turn it off before you set up another."));
    }

    @GetMapping(APP)
    @Requires(Permission.ACCOUNT_OWN)
    Reply setUp(Shell shell, Principal principal, HttpServletRequest request) {
        return desk.isFresh(request)
                ? desk.waiting(principal)
                        .map(secret -> Reply.page(setUp(shell, secret, "")))
                        .orElseGet(() -> Reply.to(HOME))
                : signInAgain();
    }

    @PostMapping(APP + "/confirm")
    @Requires(Permission.ACCOUNT_OWN)
    Reply confirm(
            Shell shell,
            Principal principal,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String code) {
        if (!desk.isFresh(request)) {
            return signInAgain();
        }
        var waiting = desk.waiting(principal);
        if (waiting.isEmpty()) {
            return Reply.to(HOME, Flash.failed("Nothing waits for a code: begin again."));
        }
        return desk.confirm(principal, code)
                .map(codes -> Reply.page(codes(shell, codes)))
                .orElseGet(() -> Reply.page(
                        422,
                        setUp(
                                shell,
                                waiting.get(),
                                "This is not the code of this minute. Check that the telephone's clock is right.")));
    }

    @PostMapping(APP + "/off")
    @Requires(Permission.ACCOUNT_OWN)
    Reply turnOff(Shell shell, Principal principal, HttpServletRequest request, Proofs form) {
        return switch (desk.turnOff(principal, form.password(), form.code())) {
            case FactorDesk.Off.Done() -> Reply.to(HOME, Flash.done("The app and its recovery codes are turned off."));
            case FactorDesk.Off.WrongPassword() ->
                Reply.page(422, overview(shell, principal, request, "This is not your present password.", ""));
            case FactorDesk.Off.WrongCode() ->
                Reply.page(422, overview(shell, principal, request, "", "This code is not right."));
            case FactorDesk.Off.TooMany(var wait) ->
                Reply.page(429, overview(shell, principal, request, "", CodePages.tooMany(wait)));
        };
    }

    @PostMapping(HOME + "/recovery-codes")
    @Requires(Permission.ACCOUNT_OWN)
    Reply replaceCodes(Shell shell, Principal principal, HttpServletRequest request) {
        if (!desk.isFresh(request)) {
            return signInAgain();
        }
        return desk.replaceCodes(principal)
                .map(codes -> Reply.page(codes(shell, codes)))
                .orElseGet(() -> Reply.to(HOME, Flash.failed("Recovery codes stand in for an app: set one up first.")));
    }

    static Reply signInAgain() {
        return Reply.to(
                HOME,
                Flash.attention("To change how you sign in you must have signed in within the last 15 minutes: sign out"
                        + " and in again."));
    }

    private JteModel overview(
            Shell shell, Principal principal, HttpServletRequest request, String wrongPassword, String wrongCode) {
        var view = desk.view(principal, request);
        return templates.factorOverview(
                shell.titled("Sign-in"),
                view,
                passkeys.of(principal.id()),
                passkeys.usable(),
                Field.of("password", "Present password", "").needed().refused(wrongPassword),
                Field.of("code", "Code", "")
                        .needed()
                        .hinted("Of the app, or a recovery code.")
                        .refused(wrongCode));
    }

    private JteModel setUp(Shell shell, Factors.Secret secret, String error) {
        return templates.factorApp(
                shell.titled("Set up an authenticator app"),
                QrSvg.of(secret.uri()),
                secret.secret(),
                Field.of("code", "Code that the app shows", "").needed().refused(error));
    }

    private JteModel codes(Shell shell, List<String> codes) {
        return templates.factorCodes(shell.titled("Recovery codes"), codes);
    }

    /// What turning off asks for.
    record Proofs(String password, String code) {
        Proofs {
            password = password == null ? "" : password;
            code = code == null ? "" : code;
        }
    }
}
