package plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher on a machine that the test makes up: a copy of it that looks for JDKs below a
/// folder of the test's, with nothing on the PATH but what every machine has.
final class LauncherTest {
    private static final List<String> TOOLS =
            List.of("cat", "cp", "find", "grep", "ln", "mkdir", "mv", "readlink", "rm", "sleep", "tail", "tr");

    @TempDir
    private Path folder;

    private Path checkout;
    private Path machine;
    private Path tools;

    @BeforeEach
    void makeTheMachine() throws IOException {
        checkout = Files.createDirectory(folder.resolve("checkout")).toRealPath();
        machine = Files.createDirectory(folder.resolve("machine"));
        tools = Files.createDirectory(folder.resolve("tools"));
        for (var tool : TOOLS) {
            var found = Stream.of("/usr/bin", "/bin")
                    .map(place -> Path.of(place, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            script(tools.resolve(tool), "exec " + found + " \"$@\"");
        }
        var launcher = checkout.resolve("plumbline");
        Files.copy(Program.ROOT.resolve("plumbline"), launcher);
        Files.writeString(
                launcher,
                Files.readString(launcher)
                        .replace(" /usr/", " " + machine + "/usr/")
                        .replace(" /opt/", " " + machine + "/opt/")
                        .replace(" /Library/", " " + machine + "/Library/"));
    }

    @Test
    void asksForAJdk25WhenThereIsNone() throws IOException, InterruptedException {
        jdk("usr/lib/jvm/java-17", "17.0.16");

        assertThat(refusal("up"))
                .isEqualTo("plumbline: needs a JDK 25 and found none: install one (https://adoptium.net)"
                        + " or point JAVA_HOME to it");
    }

    @Test
    void asksForMavenWhenThereIsNone() throws IOException, InterruptedException {
        jdk("usr/lib/jvm/java-25", "25.0.3");

        var words = "plumbline: needs Apache Maven and found no mvn on the PATH: install it (apt install maven)";
        assertThat(refusal("test")).isEqualTo(words);
        assertThat(refusal("up")).isEqualTo(words);
    }

    @Test
    void passesOverAnOlderJavaToThe25ThatThereIs() throws IOException, InterruptedException {
        var older = jdk("usr/lib/jvm/java-17", "17.0.16");
        var newer = jdk("usr/lib/jvm/java-25", "25.0.3");
        var app = built("cli", newer);

        var launched = launch(Map.of("JAVA_HOME", older.toString()), "scan", "a folder");

        assertThat(launched.exitCode()).as(launched.text()).isZero();
        assertThat(launched.text())
                .startsWith(newer + " was started with @" + app + "/args ")
                .contains("plumbline.cli.Plumbline scan a folder");
    }

    @Test
    void tellsTheServerWhereTheExamplesLie() throws IOException, InterruptedException {
        built("server", jdk("usr/lib/jvm/java-25", "25.0.3"));

        var launched = launch(Map.of(), "up", "--example");

        assertThat(launched.exitCode()).as(launched.text()).isZero();
        assertThat(launched.text())
                .contains("-Dplumbline.examples=" + checkout + "/examples plumbline.server.Server up --example");
    }

    @Test
    void saysWhatItCanDoWithoutAnything() throws IOException, InterruptedException {
        var help = launch(Map.of(), "help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.text()).contains("up --example");

        var nothing = launch(Map.of());
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.text()).isEqualTo(help.text());
    }

    /// What the launcher says when it gives up.
    private String refusal(String... words) throws IOException, InterruptedException {
        var launched = launch(Map.of(), words);
        assertThat(launched.exitCode()).as(launched.text()).isEqualTo(2);
        return launched.text().strip();
    }

    private Program launch(Map<String, String> environment, String... words) throws IOException {
        var command = Stream.concat(Stream.of(checkout.resolve("plumbline").toString()), Stream.of(words));
        var builder = new ProcessBuilder(command.toList()).directory(folder.toFile());
        builder.environment().keySet().retainAll(List.of("LANG"));
        builder.environment().put("PATH", tools.toString());
        return Program.start(builder, environment);
    }

    /// A program that was built by this JDK and needs no other build.
    private Path built(String program, Path jdk) throws IOException {
        var app = Files.createDirectories(
                checkout.resolve("target").resolve("app").resolve(program));
        Files.writeString(app.resolve("built"), jdk + " " + checkout + "\n");
        return app;
    }

    /// A JDK as far as the launcher looks at one; its `java` says how it was started.
    private Path jdk(String place, String version) throws IOException {
        var home = machine.resolve(place);
        var bin = Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        for (var program : List.of("java", "javac")) {
            script(bin.resolve(program), "echo \"" + home + " was started with $*\"");
        }
        return home;
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
