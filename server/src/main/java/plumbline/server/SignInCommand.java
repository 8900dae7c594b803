package plumbline.server;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.breakglass.BreakGlass;
import plumbline.server.identity.factor.FactorReset;
import plumbline.server.platform.StartFailure;

/// `plumbline admin break-glass` and `reset-factors`: for the day on which nobody gets in by the pages.
final class SignInCommand {
    private static final Set<String> NAMES = Set.of("break-glass", "reset-factors");

    private final Accounts accounts;
    private final BreakGlass breakGlass;
    private final FactorReset factors;
    private final PrintStream out;

    SignInCommand(Accounts accounts, BreakGlass breakGlass, FactorReset factors, PrintStream out) {
        this.accounts = accounts;
        this.breakGlass = breakGlass;
        this.factors = factors;
        this.out = out;
    }

    /// Whether the first word is one of these commands.
    static boolean knows(List<String> words) {
        return !words.isEmpty() && NAMES.contains(words.getFirst());
    }

    /// Refuses what cannot be meant, before any database is opened.
    static void check(List<String> words) {
        options(words);
    }

    private static AdminOptions options(List<String> words) {
        var rest = words.subList(1, words.size());
        if (words.getFirst().equals("break-glass")) {
            var options = AdminOptions.parse(rest, Set.of("--email"), Set.of());
            options.noWords();
            if (!NewAccount.isEmail(email(options))) {
                throw new StartFailure("--email must be an address, but is " + email(options) + ".");
            }
            return options;
        }
        var options = AdminOptions.parse(rest, Set.of(), Set.of());
        options.word("e-mail");
        return options;
    }

    private static String email(AdminOptions options) {
        return options.one("--email").orElse(BreakGlass.DEFAULT_EMAIL);
    }

    void run(List<String> words) {
        var options = options(words);
        if (words.getFirst().equals("break-glass")) {
            link(email(options));
        } else {
            reset(options.word("e-mail"));
        }
    }

    private void link(String email) {
        if (accounts.all().isEmpty()) {
            throw new StartFailure("Create the first administrator before the break-glass account: plumbline up.");
        }
        switch (breakGlass.link(AdminCommand.actor(), email)) {
            case BreakGlass.Linked.Done done -> out.println(done.link());
            case BreakGlass.Linked.EmailTaken() ->
                throw new StartFailure("There is an account " + email + " already: choose another by --email.");
            case BreakGlass.Linked.Deactivated() ->
                throw new StartFailure("The break-glass account is deactivated: an administrator can reactivate it.");
        }
    }

    private void reset(String email) {
        var account = accounts.find(email).orElseThrow(() -> new StartFailure("There is no account " + email + "."));
        factors.reset(AdminCommand.actor(), account);
        out.println(account.email());
    }
}
