package plumbline.server.identity.factor;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, people, one person's sign-in: for administrators.
@Controller
final class PersonSignInPages {
    private static final String HOME = "/settings/people/{id}/sign-in";

    private final PersonSignIn desk;
    private final Templates templates;

    PersonSignInPages(PersonSignIn desk, Templates templates) {
        this.desk = desk;
        this.templates = templates;
    }

    @GetMapping(HOME)
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel show(Shell shell, Principal principal, HttpServletRequest request, @PathVariable long id) {
        var account = desk.account(id);
        var has = desk.factors(account);
        var view = new FactorView(false, account.hasPassword(), has.appSince(), has.codesLeft());
        return templates.factorPerson(
                shell.titled("How " + account.name() + " signs in"),
                new PersonView(account, principal.id() == id, desk.passkeys(account)),
                view,
                desk.sessions(account, request));
    }

    @PostMapping(HOME + "/end-session")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply end(Principal principal, @PathVariable long id, @RequestParam(defaultValue = "") String session) {
        return desk.end(principal, desk.account(id), session)
                ? Reply.to(href(id), Flash.done("The session has ended."))
                : Reply.to(href(id), Flash.attention("That session had ended already."));
    }

    @PostMapping(HOME + "/end-sessions")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply endAll(Principal principal, @PathVariable long id) {
        desk.endAll(principal, desk.account(id));
        return Reply.to(href(id), Flash.done("All sessions have ended."));
    }

    @PostMapping(HOME + "/reset")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply reset(Principal principal, @PathVariable long id) {
        return desk.reset(principal, desk.account(id))
                ? Reply.to(href(id), Flash.done("Only the password is left, and all sessions have ended."))
                : Reply.to(href(id), Flash.failed("Nobody resets their own factors: turn them off under Sign-in."));
    }

    private static String href(long id) {
        return HOME.replace("{id}", Long.toString(id));
    }
}
