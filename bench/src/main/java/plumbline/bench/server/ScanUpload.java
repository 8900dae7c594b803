package plumbline.bench.server;

import java.io.IOException;
import java.util.List;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonLines;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.json.JsonValue;

/// A scan's results on their way to the server, as `plumbline scan --push` sends them.
final class ScanUpload {
    private static final int PART_SIZE = 1_000;

    private final String service;
    private final String path;
    private final List<JsonValue> results;

    ScanUpload(String service, String path, List<JsonValue> results) {
        this.service = service;
        this.path = path;
        this.results = results;
    }

    /// Begins the scan, sends every part, completes it.
    ///
    /// @return what the server says of the completed scan
    JsonObject send(Visitor visitor) throws IOException {
        JsonObject.Builder header = header();
        String digest = JsonLines.sha256(header.build(), results);
        byte[] body = CanonicalJson.bytes(header.put("digest", digest).build());
        JsonObject begun = json(visitor, "POST", "/api/v1/scans", body, 200, 201);
        String scan = "/api/v1/scans/" + begun.string("id");
        for (int part = 0; part < parts(); part++) {
            Visitor.expect(visitor.call("PUT", scan + "/parts/" + part, part(part)), scan, 204);
        }
        return json(visitor, "POST", scan + "/complete", new byte[0], 200);
    }

    private static JsonObject json(Visitor visitor, String method, String path, byte[] body, int... statuses)
            throws IOException {
        return JsonReader.readObject(
                Visitor.expect(visitor.call(method, path, body), path, statuses).body());
    }

    private int parts() {
        return (results.size() + PART_SIZE - 1) / PART_SIZE;
    }

    private byte[] part(int number) {
        int from = number * PART_SIZE;
        List<JsonValue> slice = results.subList(from, Math.min(from + PART_SIZE, results.size()));
        return CanonicalJson.bytes(
                JsonObject.builder().put("results", new JsonArray(slice)).build());
    }

    private JsonObject.Builder header() {
        JsonObject tool = JsonObject.builder()
                .put("name", "plumbline")
                .put("version", "bench")
                .build();
        JsonObject catalog = JsonObject.builder()
                .put("name", "ISO/IEC 27017")
                .put("version", "bench")
                .build();
        return JsonObject.builder()
                .put("service", service)
                .put("tool", tool)
                .put("catalog", catalog)
                .put("source", JsonObject.builder().put("path", path).build())
                .put("total", results.size())
                .put("parts", parts());
    }
}
