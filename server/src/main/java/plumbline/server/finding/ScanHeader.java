package plumbline.server.finding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonObject;

/// What a scan says about itself before its results follow.
///
/// @param digest SHA-256, in hex, of the scan as JSON lines: this header without the digest, then a line a result
/// @param source the scanned folder as the sender names it; results are compared with the last scan of the same one
/// @param skipped what could not be read: what stands there is stale, not gone
/// @param document the header as sent, the first line of the evidence
public record ScanHeader(
        String service,
        String tool,
        String catalog,
        String source,
        @Nullable String commit,
        Size size,
        Skipped skipped,
        String digest,
        JsonObject document) {
    static final int PART_RESULTS = 1_000;
    private static final int MAX_RESULTS = 200_000;
    private static final int MAX_NAME = 1_000;
    private static final int MAX_PATH = 250;

    /// How many results come, in how many parts.
    public record Size(int total, int parts) {}

    /// What could not be read.
    ///
    /// @param files files and folders, relative to the scanned one
    /// @param modules addresses of modules that are missing, though the files that call them were read
    public record Skipped(List<String> files, List<String> modules) {}

    /// Reads the body of the request that begins a scan.
    ///
    /// @throws InvalidScan naming the field
    static ScanHeader read(JsonObject json) {
        try {
            var source = json.object("source");
            var commit = source.has("commit") ? source.string("commit") : null;
            require(commit == null || commit.matches("[0-9a-f]{7,64}"), "/source/commit", "must be a commit id in hex");
            var digest = json.string("digest");
            require(digest.matches("[0-9a-f]{64}"), "/digest", "must be a SHA-256 in lower-case hex");
            return new ScanHeader(
                    json.string("service"),
                    product(json, "tool"),
                    product(json, "catalog"),
                    path(source.string("path", "")),
                    commit,
                    size(json),
                    skipped(json),
                    digest,
                    json);
        } catch (JsonException e) {
            throw new InvalidScan("", String.valueOf(e.getMessage()));
        }
    }

    private static String path(String value) {
        require(
                value.length() <= MAX_PATH && value.chars().noneMatch(Character::isISOControl),
                "/source/path",
                "must be one line of at most " + MAX_PATH + " characters");
        return value;
    }

    private static Size size(JsonObject json) {
        long total = json.integer("total");
        long parts = json.integer("parts");
        require(total >= 0 && total <= MAX_RESULTS, "/total", "must be 0 to " + MAX_RESULTS);
        require(
                parts == (total + PART_RESULTS - 1) / PART_RESULTS,
                "/parts",
                "must be one for each " + PART_RESULTS + " results");
        return new Size((int) total, (int) parts);
    }

    private static String product(JsonObject json, String field) {
        var product = json.object(field);
        return name((product.string("name") + " " + product.string("version", "")).strip(), "/" + field);
    }

    private static Skipped skipped(JsonObject json) {
        var files = new ArrayList<String>();
        var modules = new ArrayList<String>();
        if (json.has("skipped")) {
            for (var entry : json.array("skipped").objects()) {
                var file = name(entry.string("file"), "/skipped");
                var module = name(entry.string("module", ""), "/skipped");
                if (module.isEmpty()) {
                    files.add(file);
                } else {
                    modules.add(module);
                }
            }
        }
        return new Skipped(List.copyOf(files), List.copyOf(modules));
    }

    private static String name(String value, String pointer) {
        require(
                value.length() <= MAX_NAME && value.indexOf('\0') < 0,
                pointer,
                "must be at most " + MAX_NAME + " plain characters");
        return value;
    }

    private static void require(boolean holds, String pointer, String rule) {
        if (!holds) {
            throw new InvalidScan(pointer, rule);
        }
    }
}
