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
import plumbline.server.platform.Database;
import plumbline.server.platform.HomeFolder;
import plumbline.server.platform.Settings;

/// The run from which the build learns what start-up needs: a server on an empty data folder that serves a few pages
/// and ends.
final class Training {
    private static final List<String> PAGES = List.of("/sign-in", "/", "/api/v1/controls", "/ledger/checkpoint");

    private Training() {}

    static void run() {
        try {
            var folder = Files.createTempDirectory("plumbline-training");
            try {
                serve(new Settings(folder, 0, "127.0.0.1", "http://localhost", Optional.empty()));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void serve(Settings settings) throws IOException, InterruptedException {
        try (var home = HomeFolder.take(settings.home());
                var database = Database.open(settings, home);
                var context = Server.start(settings, database, InstantSource.system());
                var client = HttpClient.newHttpClient()) {
            var server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
            for (var page : PAGES) {
                var address = URI.create("http://127.0.0.1:" + server.getPort() + page);
                client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
