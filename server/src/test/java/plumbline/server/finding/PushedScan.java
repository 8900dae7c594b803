package plumbline.server.finding;

import java.util.ArrayList;
import java.util.List;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonLines;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;
import plumbline.server.Answer;
import plumbline.server.TestApi;

/// Sends scans as the command line does, but with results that a test wants.
final class PushedScan {
    private final String service;
    private final List<JsonObject> results = new ArrayList<>();
    private final List<JsonValue> skipped = new ArrayList<>();
    private String path = "infra";
    private String severity = "high";

    PushedScan(String service) {
        this.service = service;
    }

    PushedScan path(String scanned) {
        this.path = scanned;
        return this;
    }

    /// That of the results that come after.
    PushedScan severity(String next) {
        this.severity = next;
        return this;
    }

    PushedScan result(String check, String resource, String result) {
        return result(check, resource, result, "main.tf");
    }

    PushedScan result(String check, String resource, String result, String file) {
        results.add(JsonObject.builder()
                .put("check", check)
                .put("column", 1)
                .put("controls", List.of("2015/10.1.1", "2026/8.24"))
                .put("file", file)
                .put("fix", "Encrypt it.")
                .put("line", 3)
                .put("message", "is not encrypted")
                .put("reason", result.equals("unknown") ? "the value comes from elsewhere" : "")
                .put("resource", resource)
                .put("result", result)
                .put("root", "")
                .put("severity", severity)
                .put("title", "Disks are encrypted")
                .build());
        return this;
    }

    PushedScan skipped(String file) {
        skipped.add(
                JsonObject.builder().put("file", file).put("reason", "broken").build());
        return this;
    }

    /// A module that is not in the tree, called from a file that was read.
    PushedScan missing(String module, String file) {
        skipped.add(JsonObject.builder()
                .put("file", file)
                .put("module", module)
                .put("reason", "not in the tree")
                .build());
        return this;
    }

    JsonObject header() {
        var withoutDigest = JsonObject.builder()
                .put(
                        "catalog",
                        JsonObject.builder()
                                .put("name", "ISO/IEC 27017")
                                .put("version", "1.0")
                                .build())
                .put("parts", (results.size() + 999) / 1000)
                .put("service", service)
                .put("skipped", new JsonArray(List.copyOf(skipped)))
                .put("source", JsonObject.builder().put("path", path).build())
                .put(
                        "tool",
                        JsonObject.builder()
                                .put("name", "plumbline")
                                .put("version", "test")
                                .build())
                .put("total", results.size())
                .build();
        return JsonObject.builder()
                .putAll(withoutDigest.members())
                .put("digest", JsonLines.sha256(withoutDigest, results))
                .build();
    }

    JsonObject part(int number) {
        var own = results.subList(number * 1000, Math.min(results.size(), number * 1000 + 1000));
        return JsonObject.builder()
                .put("results", new JsonArray(List.copyOf(own)))
                .build();
    }

    int parts() {
        return (results.size() + 999) / 1000;
    }

    Answer begin(TestApi api) {
        return api.post("/api/v1/scans", CanonicalJson.text(header()));
    }

    /// All of it, from beginning to completion.
    Answer push(TestApi api) {
        var id = begin(api).json().get("id").asString();
        for (int part = 0; part < parts(); part++) {
            var answer = api.put("/api/v1/scans/" + id + "/parts/" + part, CanonicalJson.text(part(part)));
            if (answer.status() != 204) {
                return answer;
            }
        }
        return api.post("/api/v1/scans/" + id + "/complete", "");
    }
}
