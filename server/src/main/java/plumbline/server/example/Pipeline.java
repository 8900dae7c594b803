package plumbline.server.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonLines;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.posture.Scan;
import plumbline.posture.ScanOptions;
import plumbline.posture.report.JsonReport;
import plumbline.posture.terraform.LoadOptions;

/// What the company's pipeline would do: scan a folder and send the result.
final class Pipeline {
    private static final int PART_RESULTS = 1_000;
    private static final JsonObject NOTHING = JsonObject.builder().build();

    private final ApiClient api;

    Pipeline(ApiClient api) {
        this.api = api;
    }

    /// Scans one root module of a repository with the scanner of this very program, and sends what it says.
    void scan(Path repository, String root, String service) {
        var defaults = ScanOptions.defaults(version());
        var options =
                new ScanOptions(LoadOptions.DEFAULT.within(repository), defaults.checks(), defaults.toolVersion());
        var report = JsonReport.of(Scan.run(repository.resolve(root), options));
        push(JsonReader.readObject(report.getBytes(StandardCharsets.UTF_8)), service, root);
    }

    private void push(JsonObject report, String service, String source) {
        var results = report.array("results").items();
        var header = JsonObject.builder()
                .put("service", service)
                .put("source", JsonObject.builder().put("path", source).build())
                .put("total", results.size())
                .put("parts", (results.size() + PART_RESULTS - 1) / PART_RESULTS);
        report.members().forEach((name, value) -> {
            if (!name.equals("results")) {
                header.put(name, value);
            }
        });
        header.put("digest", JsonLines.sha256(header.build(), results));
        var begun = api.sendForJson("POST", "/api/v1/scans", header.build(), 200, 201);
        var address = "/api/v1/scans/" + begun.string("id");
        for (int from = 0; from < results.size(); from += PART_RESULTS) {
            var part = results.subList(from, Math.min(from + PART_RESULTS, results.size()));
            var body = JsonObject.builder().put("results", new JsonArray(part)).build();
            api.send("PUT", address + "/parts/" + from / PART_RESULTS, body, 204);
        }
        api.send("POST", address + "/complete", NOTHING, 200);
    }

    private static String version() {
        try (InputStream in = Pipeline.class.getResourceAsStream("version.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
