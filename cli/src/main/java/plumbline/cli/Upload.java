package plumbline.cli;

import java.util.List;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonLines;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;

/// A scan as it is sent: a header and the results in parts of up to a thousand. Its digest covers one line of
/// canonical JSON for the header and one for each result.
record Upload(JsonObject header, List<JsonValue> results, String digest) {
    static final int PART_SIZE = 1_000;

    /// @param document what `plumbline scan --format json` prints
    static Upload of(JsonObject document, String service, ScanSource source) {
        List<JsonValue> results = document.array("results").items();
        JsonObject.Builder from =
                JsonObject.builder().put("path", source.path()).put("pathDigest", source.pathDigest());
        source.commit().ifPresent(commit -> from.put("commit", commit));
        JsonObject.Builder header = JsonObject.builder()
                .put("service", service)
                .put("source", from.build())
                .put("total", results.size())
                .put("parts", parts(results));
        document.members().forEach((name, value) -> {
            if (!name.equals("results")) {
                header.put(name, value);
            }
        });
        JsonObject plain = header.build();
        String digest = JsonLines.sha256(plain, results);
        return new Upload(header.put("digest", digest).build(), results, digest);
    }

    int parts() {
        return parts(results);
    }

    /// The body of one part, counted from 0.
    byte[] part(int number) {
        int from = number * PART_SIZE;
        List<JsonValue> slice = results.subList(from, Math.min(from + PART_SIZE, results.size()));
        return CanonicalJson.bytes(
                JsonObject.builder().put("results", new JsonArray(slice)).build());
    }

    private static int parts(List<JsonValue> results) {
        return (results.size() + PART_SIZE - 1) / PART_SIZE;
    }
}
