package plumbline.server.identity.breakglass;

import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;
import plumbline.server.web.Format;
import plumbline.server.web.Shell;
import plumbline.server.web.ShellContribution;
import plumbline.server.web.Visitor;

/// Says on every page that the break-glass account is in use, to whoever uses it, and to all administrators that it was
/// used, until one of them has looked.
final class BreakGlassBanner implements ShellContribution {
    private final BreakGlass breakGlass;

    BreakGlassBanner(BreakGlass breakGlass) {
        this.breakGlass = breakGlass;
    }

    @Override
    public Shell contribute(Shell shell, Visitor visitor) {
        if (!(visitor instanceof Principal person)
                || person.kind() != Actor.Kind.PERSON
                || !person.may(Permission.ACCOUNT_MANAGE)) {
            return shell;
        }
        var standing = breakGlass.standing();
        if (standing.accountId().filter(id -> id == person.id()).isPresent()) {
            return with(
                    shell, "You use the break-glass account: every step is journalled, and all administrators know.");
        }
        return standing.unseen()
                .map(use -> with(
                        shell,
                        "The break-glass account signed in on " + Format.exact(use.at()) + " from " + use.address()
                                + ". Look at Settings, Break-glass."))
                .orElse(shell);
    }

    private static Shell with(Shell shell, String text) {
        return shell.withBanner(shell.banner() == null ? text : text + " " + shell.banner());
    }
}
