package plumbline.server;

import java.io.Console;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.server.backup.Backup;
import plumbline.server.backup.Restoration;
import plumbline.server.evidence.ledger.LedgerRestoration;
import plumbline.server.evidence.ledger.LedgerSettings;
import plumbline.server.platform.Database;
import plumbline.server.platform.HomeFolder;
import plumbline.server.platform.Settings;
import plumbline.server.platform.StartFailure;
import plumbline.server.web.Format;

/// `plumbline backup FILE` and `plumbline restore FILE`, on the machine itself.
final class BackupCommand {
    static final String BACKUP_HELP = """
            Keeps everything in one file: database, evidence, ledger, keys. The server may run meanwhile.

            Usage: plumbline backup FILE
                   plumbline backup --verify FILE

              --verify   read a backup to its end and prove that it is whole; writes nothing

            The file is encrypted to a passphrase of at least 12 characters: PLUMBLINE_BACKUP_PASSPHRASE, or asked for.
            Without it nobody can open the file, you neither.

            Examples:
              plumbline backup /mnt/safe/plumbline-2026-11-29.backup
              PLUMBLINE_BACKUP_PASSPHRASE="$(cat passphrase)" plumbline backup --verify plumbline.backup
            """;

    static final String RESTORE_HELP = """
            Brings a backup back into an empty data folder (PLUMBLINE_HOME), and into an empty database if you run your own
            (PLUMBLINE_DB_URL). Proves the whole file first; a backup of an older version is brought up to date.

            Usage: plumbline restore FILE

            Examples:
              PLUMBLINE_HOME=/srv/plumbline plumbline restore plumbline-2026-11-29.backup
            """;

    private static final String VARIABLE = "PLUMBLINE_BACKUP_PASSPHRASE";
    private static final int SHORTEST = 12;

    private final Opened opened;
    private final Settings settings;
    private final Map<String, String> environment;

    BackupCommand(Opened opened, Settings settings, Map<String, String> environment) {
        this.opened = opened;
        this.settings = settings;
        this.environment = environment;
    }

    void backup(List<String> words) {
        if (Commands.asksForHelp(words)) {
            System.out.print(BACKUP_HELP);
        } else if (words.size() == 2 && words.getFirst().equals("--verify")) {
            var file = existing(words.getLast());
            var found = Restoration.verified(file, passphrase(false));
            System.out.println("The backup of " + Format.exact(found.at()) + " is whole: " + words(found.kept()) + ".");
        } else {
            keep(file(words, "backup"));
        }
    }

    private void keep(Path file) {
        var passphrase = passphrase(true);
        var home = HomeFolder.tryTake(settings.home());
        if (home != null) {
            opened.open(() -> home, HomeFolder::close);
            if (settings.database().isEmpty()) {
                opened.open(() -> Database.open(settings, home), Database::close);
            }
        }
        var kept = new Backup(settings.shared())
                .write(
                        file,
                        passphrase,
                        Database.owner(settings),
                        InstantSource.system().instant());
        System.out.println("Kept in " + file + ": " + words(kept) + ". It opens with the passphrase alone.");
    }

    void restore(List<String> words) {
        if (Commands.asksForHelp(words)) {
            System.out.print(RESTORE_HELP);
            return;
        }
        var file = existing(file(words, "restore").toString());
        requireEmpty(settings.home());
        requireEmpty(settings.shared());
        var found = Restoration.verified(file, passphrase(false));
        var home = opened.open(() -> HomeFolder.take(settings.home()), HomeFolder::close);
        try {
            var database = opened.open(
                    () -> Database.restore(
                            settings, home, found.migrations(), owner -> found.fill(settings.shared(), owner)),
                    Database::close);
            var ledger = LedgerRestoration.rebuild(
                    database.dataSource(),
                    LedgerSettings.from(settings, environment::get),
                    found.checkpoint(),
                    InstantSource.system());
            System.out.println("Restored from " + Format.exact(found.at()) + ": " + words(found.kept()) + ".");
            if (!ledger.isEmpty()) {
                System.out.println("The ledger is the same log again: its name, size and root are");
                ledger.lines().limit(3).forEach(line -> System.out.println("  " + line));
            }
        } catch (RuntimeException e) {
            opened.close();
            emptyAgain(settings.home());
            emptyAgain(settings.shared());
            throw e;
        }
    }

    private static void requireEmpty(Path home) {
        if (!Files.exists(home)) {
            return;
        }
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(home)) {
            if (inside.iterator().hasNext()) {
                throw new StartFailure("The data folder " + home
                        + " is not empty: a backup is restored into an empty one only. Set PLUMBLINE_HOME to another.");
            }
        } catch (IOException e) {
            throw new StartFailure("The data folder " + home + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void emptyAgain(Path home) {
        if (!Files.exists(home)) {
            return;
        }
        try (var walk = Files.walk(home)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(home)) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            System.err.println("plumbline: what was restored so far stays in " + home + " (" + e.getMessage()
                    + "): remove it before you try again.");
        }
    }

    private static String words(Backup.Kept kept) {
        return Format.count(kept.entries(), "entry", "entries") + ", " + Format.bytes(kept.bytes());
    }

    private static Path file(List<String> words, String command) {
        if (words.size() != 1 || words.getFirst().startsWith("-")) {
            throw new StartFailure("Say which file: plumbline " + command + " --help");
        }
        return Path.of(words.getFirst()).toAbsolutePath().normalize();
    }

    private static Path existing(String word) {
        var file = Path.of(word).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new StartFailure("There is no file " + file + ".");
        }
        return file;
    }

    private char[] passphrase(boolean fresh) {
        var given = environment.get(VARIABLE);
        var passphrase = given == null ? asked(fresh) : given.toCharArray();
        if (fresh && passphrase.length < SHORTEST) {
            throw new StartFailure("The passphrase must have at least " + SHORTEST + " characters.");
        }
        return passphrase;
    }

    private static char[] asked(boolean twice) {
        var console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(
                        () -> new StartFailure("The passphrase must be given: " + VARIABLE + ", or on a terminal."));
        var first = console.readPassword("Passphrase of the backup: ");
        if (twice && !Arrays.equals(first, console.readPassword("Once more: "))) {
            throw new StartFailure("The two passphrases differ: nothing was written.");
        }
        return first;
    }
}
