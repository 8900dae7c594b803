package plumbline.server;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import plumbline.server.estate.Services;
import plumbline.server.identity.IdentityModule;
import plumbline.server.identity.breakglass.BreakGlass;
import plumbline.server.identity.external.ExternalLinks;
import plumbline.server.identity.factor.FactorModule;
import plumbline.server.identity.token.Tokens;
import plumbline.server.inbox.calendar.CalendarModule;
import plumbline.server.platform.Database;
import plumbline.server.platform.HomeFolder;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Settings;
import plumbline.server.platform.StartFailure;
import plumbline.server.platform.Transactions;

/// What the server's program can be told to do: `up`, or `admin …`, `backup …` and `restore …` on the
/// machine itself.
///
/// Exit codes: 0 done, 2 cannot start or was not understood (one line says what to do).
final class Commands {
    private Commands() {}

    static void run(String[] arguments) {
        var words = Arrays.asList(arguments);
        var opened = Opened.untilExit();
        try (opened) {
            switch (words.isEmpty() ? "up" : words.getFirst()) {
                case "up" -> Up.run(opened, Settings.from(System.getenv()), words.subList(1, words.size()));
                case "train" -> Training.run(opened);
                case "admin" -> admin(opened, Settings.beside(System.getenv()), words.subList(1, words.size()));
                case "backup" -> backup(opened).backup(words.subList(1, words.size()));
                case "restore" -> backup(opened).restore(words.subList(1, words.size()));
                default ->
                    throw new StartFailure(
                            "\"" + words.getFirst() + "\" is not a command: up, admin, backup or restore.");
            }
        } catch (StartFailure e) {
            if (!opened.isTold()) {
                System.err.println("plumbline: " + e.getMessage());
                System.exit(2);
            }
        } catch (RuntimeException e) {
            if (!opened.isTold()) {
                throw e;
            }
        }
    }

    /// Works on the database of a running server, or starts the database for as long as it takes.
    private static void admin(Opened opened, Settings settings, List<String> words) {
        if (asksForHelp(words)) {
            System.out.print(AdminCommand.help());
            return;
        }
        if (SignInCommand.knows(words)) {
            SignInCommand.check(words);
        } else {
            AdminCommand.check(words);
        }
        var home = HomeFolder.tryTake(settings.home());
        if (home != null) {
            opened.open(() -> home, HomeFolder::close);
        }
        var database = opened.open(
                () -> home == null ? Database.join(settings) : Database.open(settings, home), Database::close);
        if (SignInCommand.knows(words)) {
            signInCommand(settings, database).run(words);
        } else {
            adminCommand(settings, database).run(words);
        }
    }

    private static BackupCommand backup(Opened opened) {
        return new BackupCommand(opened, Settings.from(System.getenv()), System.getenv());
    }

    static boolean asksForHelp(List<String> words) {
        return words.contains("--help") || words.contains("-h");
    }

    static AdminCommand adminCommand(Settings settings, Database database) {
        var transactions = new Transactions(database.dataSource());
        var journal = new Journal(InstantSource.system());
        var tokens = new Tokens(transactions, journal);
        var links = new ExternalLinks(transactions, journal);
        var accounts = IdentityModule.accounts(
                database, settings, InstantSource.system(), List.of(tokens, links, CalendarModule.ending(journal)));
        return new AdminCommand(accounts, tokens, new Services(transactions, journal)::idOf, System.out);
    }

    private static SignInCommand signInCommand(Settings settings, Database database) {
        var transactions = new Transactions(database.dataSource());
        var journal = new Journal(InstantSource.system());
        var accounts = IdentityModule.accounts(
                database, settings, InstantSource.system(), List.of(CalendarModule.ending(journal)));
        return new SignInCommand(
                accounts,
                new BreakGlass(transactions, accounts, journal),
                FactorModule.reset(transactions, accounts, settings, journal),
                System.out);
    }
}
