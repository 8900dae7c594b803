package plumbline.server;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import plumbline.server.example.Example;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Database;
import plumbline.server.platform.HomeFolder;
import plumbline.server.platform.Settings;
import plumbline.server.platform.StartFailure;
import plumbline.server.web.Notice;

/// `plumbline up`: the server in the foreground, with one's own data or with the example's.
final class Up {
    private static final String HELP = """
            Starts the server in the foreground; Ctrl-C ends it, and the database with it.

            Usage: plumbline up [--example]

              --example   an invented company in a data folder of its own, $PLUMBLINE_HOME/example

            Examples:
              plumbline up
              PLUMBLINE_PORT=8080 PLUMBLINE_HOME=/srv/plumbline plumbline up
              plumbline up --example

            All settings: docs/configuration.md
            """;

    private final Opened opened;
    private final Settings settings;

    private Up(Opened opened, Settings settings) {
        this.opened = opened;
        this.settings = settings;
    }

    static void run(Opened opened, Settings settings, List<String> options) {
        if (Commands.asksForHelp(options)) {
            System.out.print(HELP);
            return;
        }
        if (options.isEmpty()) {
            new Up(opened, settings).own();
        } else if (options.equals(List.of("--example"))) {
            new Up(opened, Example.settings(settings)).example();
        } else {
            throw new StartFailure(
                    "up takes --example and nothing else, but not \"" + String.join(" ", options) + "\".");
        }
        opened.awaitEnd();
    }

    private void own() {
        var context = start(null);
        context.getBean(Accounts.class)
                .firstAdministratorLink()
                .ifPresent(link -> System.out.println(
                        "Nobody has an account yet. Create the administrator here (works once, for 24 hours):\n  "
                                + link));
    }

    private void example() {
        var example = Example.find();
        var context = start(example.notice());
        System.out.println("Loading the example ...");
        var signIn = example.load(address(context), context.getBean(Accounts.class), context.getBean(Tokens.class));
        System.out.println(signIn);
        System.out.printf(
                "Ctrl-C ends it. ./plumbline up shows your own data; rm -r '%s' removes the example.%n",
                settings.home());
    }

    private ConfigurableApplicationContext start(@Nullable Notice notice) {
        long begun = System.nanoTime();
        var home = opened.open(() -> HomeFolder.take(settings.home()), HomeFolder::close);
        FreePort.require(settings);
        var database = opened.open(() -> Database.open(settings, home), Database::close);
        var context = opened.open(() -> start(database, notice), ConfigurableApplicationContext::close);
        home.noteAddress(settings.publicUrl());
        System.out.printf(
                "Plumbline is ready after %.1f s: %s%n", (System.nanoTime() - begun) / 1e9, settings.publicUrl());
        return context;
    }

    private ConfigurableApplicationContext start(Database database, @Nullable Notice notice) {
        try {
            return Server.start(settings, database, InstantSource.system(), notice);
        } catch (PortInUseException e) {
            throw FreePort.taken(e.getPort(), e);
        } catch (BeansException e) {
            throw said(e);
        }
    }

    /// What a part said about its setting, if that is why it could not be made.
    private static RuntimeException said(BeansException failure) {
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure said) {
                return said;
            }
        }
        return failure;
    }

    /// Where this very machine reaches the server.
    private URI address(ConfigurableApplicationContext context) {
        int port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        boolean everywhere =
                new InetSocketAddress(settings.bind(), port).getAddress().isAnyLocalAddress();
        var host = everywhere ? "127.0.0.1" : settings.bind();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }
}
