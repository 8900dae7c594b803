package plumbline.server.identity.breakglass;

import gg.jte.models.runtime.JteModel;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.Problem;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, break-glass: whether there is such an account, and each of its uses.
@Controller
final class BreakGlassPages {
    private static final String HOME = "/settings/break-glass";
    private static final int SHOWN = 100;

    private final BreakGlass breakGlass;
    private final Accounts accounts;
    private final Templates templates;

    BreakGlassPages(BreakGlass breakGlass, Accounts accounts, Templates templates) {
        this.breakGlass = breakGlass;
        this.accounts = accounts;
        this.templates = templates;
    }

    @GetMapping(HOME)
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel show(Shell shell) {
        return templates.breakglassUses(
                shell.titled("Break-glass"),
                breakGlass.account().orElse(null),
                breakGlass.before(Long.MAX_VALUE, SHOWN));
    }

    @PostMapping(HOME + "/seen")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply see(Principal principal, @RequestParam(defaultValue = "0") long use) {
        var by = accounts.find(principal.id())
                .orElseThrow(() -> Problem.notFound("Your account is gone.").exception());
        return breakGlass.see(by, use)
                ? Reply.to(HOME, Flash.done("Noted: you have seen it."))
                : Reply.to(HOME, Flash.failed("Another administrator has to see it, not the account itself."));
    }
}
