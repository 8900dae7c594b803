package plumbline.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A Keycloak in development mode on a copy of its distribution, with the realm of the tests.
record Keycloak(String issuer, Program program) implements AutoCloseable {
    static final String SECRET = "the secret of the test's client";

    /// Starts it and waits until it is ready.
    ///
    /// @param distribution the folder with its `bin`
    /// @param plumbline the server that uses it
    static Keycloak start(Path distribution, Path folder, String plumbline) throws IOException, InterruptedException {
        var home = copy(distribution, folder.resolve("keycloak"));
        var realms = Files.createDirectories(home.resolve("data").resolve("import"));
        try (var realm = Keycloak.class.getResourceAsStream("/keycloak-realm.json")) {
            var text = new String(realm.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            Files.writeString(realms.resolve("lindenrota-realm.json"), text.replace("PLUMBLINE_URL", plumbline));
        }
        int port = RunningServer.freePort();
        var program = Program.start(
                new ProcessBuilder(
                                home.resolve("bin").resolve("kc.sh").toString(),
                                "start-dev",
                                "--import-realm",
                                "--http-host=127.0.0.1",
                                "--http-port=" + port,
                                "--http-management-port=" + RunningServer.freePort())
                        .directory(folder.toFile()),
                Map.of("JAVA_HOME", System.getProperty("java.home"), "KC_HOSTNAME", "http://localhost:" + port));
        var keycloak = new Keycloak("http://localhost:" + port + "/realms/lindenrota", program);
        try {
            program.await("Listening on");
            return keycloak;
        } catch (AssertionError | IOException | InterruptedException | RuntimeException e) {
            keycloak.close();
            throw e;
        }
    }

    /// What tells a server to use it.
    Map<String, String> variables() {
        return Map.of(
                "PLUMBLINE_OIDC_ISSUER", issuer,
                "PLUMBLINE_OIDC_CLIENT_ID", "plumbline",
                "PLUMBLINE_OIDC_CLIENT_SECRET", SECRET,
                "PLUMBLINE_OIDC_NAME", "Keycloak",
                "PLUMBLINE_OIDC_ROLES", "builders=engineer;bosses=administrator");
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!from.relativize(file).startsWith("data")) {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    @Override
    public void close() {
        program.process().descendants().forEach(ProcessHandle::destroy);
        program.process().destroy();
        try {
            if (!program.process().waitFor(30, TimeUnit.SECONDS)) {
                program.process().destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
