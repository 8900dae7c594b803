package plumbline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.posture.Scan;
import plumbline.posture.ScanOptions;
import plumbline.posture.ScanReport;
import plumbline.posture.check.Severity;
import plumbline.posture.report.JsonReport;
import plumbline.posture.report.TextStyle;
import plumbline.posture.terraform.LoadOptions;

/// `plumbline scan`: checks a folder of Terraform, prints what it found, and sends it to the server if asked.
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        versionProvider = Plumbline.Version.class,
        header = "Check Terraform against ISO/IEC 27017.",
        description = {
            "",
            "Reads the files as they are, needs no provider, no credentials and no network, and says for each resource"
                    + " whether it passes, fails, or cannot be judged, and why."
        },
        footer = {
            "",
            "Examples:",
            "  plumbline scan infra",
            "  plumbline scan infra --var-file infra/staging.tfvars --fail-on medium",
            "  plumbline scan infra --format sarif --output plumbline.sarif",
            "  PLUMBLINE_TOKEN=... plumbline scan infra --push --service booking-api",
            "",
            "Exit codes: 0 pass, 1 findings at or above --fail-on, 2 misuse, 3 could not decide."
        })
final class ScanCommand implements Callable<Integer> {
    private static final String DEFAULT_URL = "http://localhost:8017";

    private final Surroundings surroundings;

    @Parameters(paramLabel = "PATH", description = "A folder, or a single file.")
    private Path path = Path.of("");

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default), json or sarif.")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the report to a file.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit with 1 from this severity on: low, medium, high (default), critical.")
    private String failOn = Severity.HIGH.word();

    @Option(names = "--only", paramLabel = "CHECK", split = ",", description = "Run only these checks: SEG-01,CRY-01.")
    private List<String> only = List.of();

    @Option(names = "--var-file", paramLabel = "FILE", description = "A tfvars file that Terraform would be given.")
    private List<Path> variableFiles = List.of();

    @Option(names = "--passes", description = "In text, list what passes as well.")
    private boolean passes;

    @Option(names = "--push", description = "Send the result to PLUMBLINE_URL (default " + DEFAULT_URL + ").")
    private boolean push;

    @Option(names = "--service", paramLabel = "NAME", description = "With --push: the cloud service that this is.")
    private Optional<String> service = Optional.empty();

    ScanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Severity threshold = Severity.of(failOn)
                .orElseThrow(
                        () -> new CommandFailed("--fail-on must be low, medium, high or critical, but is " + failOn));
        if (push != service.isPresent()) {
            throw new CommandFailed("--push and --service NAME go together");
        }
        for (Path needed :
                Stream.concat(Stream.of(path), variableFiles.stream()).toList()) {
            if (!Files.isReadable(needed)) {
                throw new CommandFailed(needed + " is not there or cannot be read");
            }
        }
        URI server = server();
        String token = push ? token() : "";
        ScanReport report = Scan.run(path, options());
        if (report.results().isEmpty() && report.skipped().isEmpty() && !hasTerraform()) {
            throw new CommandFailed(path + " has no Terraform in it (*.tf or *.tf.json): is it the right folder?");
        }
        print(format.render(report, style(threshold)));
        service.ifPresent(name -> {
            try (PushClient client = new PushClient(server, token, Thread::sleep)) {
                send(report, name, client, server);
            }
        });
        return report.decide(threshold).exitCode();
    }

    private boolean hasTerraform() {
        try (Stream<Path> files = Files.walk(path)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .anyMatch(name -> name.endsWith(".tf") || name.endsWith(".tf.json"));
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailed(path + " cannot be read: " + CommandFailed.reason(e));
        }
    }

    private ScanOptions options() {
        try {
            ScanOptions all = ScanOptions.defaults(Plumbline.version());
            LoadOptions load = LoadOptions.DEFAULT
                    .withVariableFiles(variableFiles)
                    .within(Repository.around(path).map(Repository::folder).orElse(path));
            ScanOptions options = new ScanOptions(load, all.checks(), all.toolVersion());
            return only.isEmpty() ? options : options.only(only);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(CommandFailed.reason(e));
        }
    }

    private TextStyle style(Severity threshold) {
        boolean coloured = surroundings.colour() && output.isEmpty();
        return new TextStyle(surroundings.width(), coloured, passes, threshold);
    }

    private void print(String report) {
        if (output.isEmpty()) {
            surroundings.out().print(report);
            return;
        }
        try {
            Files.writeString(output.get(), report, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailed(output.get() + " cannot be written: " + CommandFailed.reason(e));
        }
    }

    private void send(ScanReport report, String name, PushClient client, URI server) {
        byte[] document = JsonReport.of(report).getBytes(StandardCharsets.UTF_8);
        Upload upload = Upload.of(JsonReader.readObject(document), name, ScanSource.of(path, surroundings));
        JsonObject summary = client.push(upload, done -> progress(done, upload.parts()));
        surroundings
                .err()
                .printf(
                        "sent %d results: %d opened, %d stayed, %d closed, %d unknown%n%s%n",
                        upload.results().size(),
                        summary.integer("opened"),
                        summary.integer("stayed"),
                        summary.integer("closed"),
                        summary.integer("unknown"),
                        server.resolve(summary.string("url")));
    }

    private void progress(int done, int parts) {
        if (surroundings.errTerminal() && parts > 1) {
            surroundings.err().printf("\rsending: part %d of %d%s", done, parts, done == parts ? "\n" : "");
        }
    }

    private URI server() {
        String url = surroundings.variable("PLUMBLINE_URL");
        try {
            URI server = URI.create(url.isEmpty() ? DEFAULT_URL : url);
            if (List.of("http", "https").contains(server.getScheme()) && server.getHost() != null) {
                return server;
            }
        } catch (IllegalArgumentException _) {
            // Said below, as for every other unusable address.
        }
        throw new CommandFailed("PLUMBLINE_URL must be like https://plumbline.example.org, but is " + url);
    }

    private String token() {
        String token = surroundings.variable("PLUMBLINE_TOKEN");
        if (!token.matches("[!-~]+")) {
            throw new CommandFailed(
                    "--push needs PLUMBLINE_TOKEN: make one in Settings, Service accounts, or by plumbline admin create-token");
        }
        return token;
    }
}
