package plumbline.server;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.web.server.PortInUseException;
import plumbline.server.platform.Database;
import plumbline.server.platform.HomeFolder;
import plumbline.server.platform.Settings;
import plumbline.server.platform.StartFailure;

/// What the server's program can be told to do: `up`, or `admin …` on the machine itself.
///
/// Exit codes: 0 done, 2 cannot start (one line says what to do).
final class Commands {
    private Commands() {}

    static void run(String[] args) {
        try {
            up(Settings.from(System.getenv()));
        } catch (StartFailure e) {
            System.err.println("plumbline: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void up(Settings settings) {
        long begun = System.nanoTime();
        var home = HomeFolder.take(settings.home());
        var database = Database.open(settings, home);
        try {
            var context = Server.start(settings, database, InstantSource.system());
            var ended = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                context.close();
                database.close();
                home.close();
                ended.countDown();
            }));
            System.out.printf(
                    "Plumbline is ready after %.1f s: %s%n", (System.nanoTime() - begun) / 1e9, settings.publicUrl());
            ended.await();
        } catch (PortInUseException e) {
            database.close();
            throw new StartFailure("Port " + e.getPort() + " is taken: stop what uses it, or set PLUMBLINE_PORT.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }
}
