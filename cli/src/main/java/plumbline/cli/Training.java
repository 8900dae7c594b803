package plumbline.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What the build runs once so that the JDK keeps the classes and profiles that commands need to start.
final class Training {
    private Training() {}

    /// Runs the usual commands on the files of a folder: `main.tf`, `pack.zip` and `log.vkey`.
    public static void main(String[] args) {
        String folder = args[0] + "/";
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(nowhere, nowhere, Map.of(), true, false);
        Plumbline.run(surroundings, "--help");
        Plumbline.run(surroundings, "scan", folder + "main.tf");
        Plumbline.run(surroundings, "scan", folder + "main.tf", "--format", "json");
        Plumbline.run(surroundings, "scan", folder + "main.tf", "--format", "sarif");
        Plumbline.run(surroundings, "verify", folder + "pack.zip", "--key", folder + "log.vkey");
        Plumbline.run(surroundings, "verify", "--no-such-option");
    }
}
