package plumbline.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import plumbline.server.platform.Database;
import plumbline.server.platform.HomeFolder;
import plumbline.server.platform.Settings;

/// The run from which the build learns what start-up needs: a server on an empty data folder that serves a few pages
/// and ends.
final class Training {
    private static final List<String> PAGES = List.of("/sign-in", "/", "/api/v1/controls", "/ledger/checkpoint");

    private Training() {}

    static void run(Opened opened) {
        try {
            var folder = Files.createTempDirectory("plumbline-training");
            opened.open(() -> folder, Training::delete);
            serve(opened, new Settings(folder, 0, "127.0.0.1", "http://localhost", Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void serve(Opened opened, Settings settings) throws IOException, InterruptedException {
        var home = opened.open(() -> HomeFolder.take(settings.home()), HomeFolder::close);
        var database = opened.open(() -> Database.open(settings, home), Database::close);
        var context = opened.open(
                () -> Server.start(settings, database, InstantSource.system()), ConfigurableApplicationContext::close);
        var server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
        try (var client = HttpClient.newHttpClient()) {
            for (var page : PAGES) {
                var address = URI.create("http://127.0.0.1:" + server.getPort() + page);
                client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
            }
        }
    }

    private static void delete(Path folder) {
        try (var walk = Files.walk(folder)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
