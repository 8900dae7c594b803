package plumbline.server.identity.passkey;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.Sessions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, sign-in, one passkey: its name, and the way to be rid of it.
@Controller
final class PasskeyPages {
    private static final String LIST = "/settings/sign-in";
    private static final String ONE = LIST + "/passkeys/{id}";

    private final Passkeys passkeys;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Templates templates;

    PasskeyPages(Passkeys passkeys, Accounts accounts, Sessions sessions, Templates templates) {
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.sessions = sessions;
        this.templates = templates;
    }

    @GetMapping(ONE)
    @Requires(Permission.ACCOUNT_OWN)
    Reply show(Shell shell, Principal principal, HttpServletRequest request, @PathVariable long id) {
        var passkey = passkeys.find(principal.id(), id).orElseThrow(PasskeyPages::notFound);
        return Reply.page(templates.passkeyPasskey(
                shell.titled(passkey.name()),
                passkey,
                Field.of("name", "Name", passkey.name()).needed(),
                sessions.isFresh(request)));
    }

    @PostMapping(ONE)
    @Requires(Permission.ACCOUNT_OWN)
    Reply rename(Principal principal, @PathVariable long id, @RequestParam(defaultValue = "") String name) {
        if (!passkeys.rename(account(principal), id, Passkey.name(name))) {
            throw notFound();
        }
        return Reply.to(LIST, Flash.done("The passkey has its new name."));
    }

    @PostMapping(ONE + "/remove")
    @Requires(Permission.ACCOUNT_OWN)
    Reply remove(Principal principal, HttpServletRequest request, @PathVariable long id) {
        if (!sessions.isFresh(request)) {
            return Reply.to(LIST, Flash.attention("Sign out and in again first: you signed in too long ago."));
        }
        return switch (passkeys.remove(account(principal), id)) {
            case Passkeys.Removed.Done() ->
                Reply.to(LIST, Flash.done("The passkey no longer signs in. Remove it from your device as well."));
            case Passkeys.Removed.NotFound() -> throw notFound();
            case Passkeys.Removed.LastWayIn() ->
                Reply.to(
                        LIST,
                        Flash.failed("Nothing else would let you in: set a password or add another passkey first."));
        };
    }

    private Account account(Principal principal) {
        return accounts.find(principal.id())
                .orElseThrow(() -> Problem.notFound("Your account is gone.").exception());
    }

    private static plumbline.server.api.ProblemException notFound() {
        return Problem.notFound("You have no such passkey.").exception();
    }
}
