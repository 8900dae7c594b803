package plumbline.server.finding;

import java.util.List;
import java.util.Set;
import plumbline.catalog.ControlRef;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonObject;

/// One result of a scan, as `plumbline scan --format json` writes it, checked field by field.
///
/// @param root the root module's folder: with the address it tells resources of several root modules apart
/// @param snippet the lines around it as JSON, or empty
record ResultLine(
        String check,
        String resource,
        String result,
        Severity severity,
        Words words,
        String root,
        Place place,
        List<ControlRef> controls,
        String snippet) {
    private static final Set<String> RESULTS = Set.of("pass", "fail", "unknown", "error", "stale");
    private static final int MAX_NAME = 1_000;
    private static final int MAX_TEXT = 8_000;
    private static final int MAX_CONTROLS = 50;

    /// What is said about it.
    record Words(String reason, String title, String message, String fix) {}

    /// Where it stands; line and column count from 1, 0 where there is none.
    record Place(String file, int line, int column) {}

    /// Reads one result.
    ///
    /// @param pointer where it stands in the request's body
    /// @throws InvalidScan naming the field
    static ResultLine read(JsonObject json, String pointer) {
        try {
            var result = json.string("result");
            require(RESULTS.contains(result), pointer + "/result", "must be one of " + RESULTS + ", but is " + result);
            var severity = Severity.ofWord(json.string("severity"));
            require(severity.isPresent(), pointer + "/severity", "must be low, medium, high or critical");
            var controls = controls(json, pointer);
            var words = new Words(
                    text(json, "reason", pointer),
                    text(json, "title", pointer),
                    text(json, "message", pointer),
                    text(json, "fix", pointer));
            return new ResultLine(
                    name(json, "check", pointer),
                    name(json, "resource", pointer),
                    result,
                    severity.orElseThrow(),
                    words,
                    text(json, "root", pointer),
                    place(json, pointer),
                    controls,
                    snippet(json, pointer));
        } catch (JsonException e) {
            throw new InvalidScan(pointer, String.valueOf(e.getMessage()));
        }
    }

    private static List<ControlRef> controls(JsonObject json, String pointer) {
        var references = json.array("controls").strings();
        require(references.size() <= MAX_CONTROLS, pointer + "/controls", "must be at most " + MAX_CONTROLS);
        try {
            return references.stream().map(ControlRef::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new InvalidScan(
                    pointer + "/controls", "must be references such as 2015/12.4.1: " + String.valueOf(e.getMessage()));
        }
    }

    private static Place place(JsonObject json, String pointer) {
        var file = text(json, "file", pointer);
        return new Place(file, position(json, "line", pointer), position(json, "column", pointer));
    }

    private static int position(JsonObject json, String field, String pointer) {
        long value = json.has(field) ? json.integer(field) : 0;
        require(value >= 0 && value <= Integer.MAX_VALUE, pointer + "/" + field, "must be a line or column number");
        return (int) value;
    }

    private static String snippet(JsonObject json, String pointer) {
        if (!json.has("snippet")) {
            return "";
        }
        var snippet = json.object("snippet");
        require(
                position(snippet, "line", pointer + "/snippet") > 0,
                pointer + "/snippet/line",
                "must be a line number");
        position(snippet, "marked", pointer + "/snippet");
        snippet.array("lines").strings();
        var text = CanonicalJson.text(snippet);
        require(text.length() <= MAX_TEXT, pointer + "/snippet", "must be at most " + MAX_TEXT + " characters");
        return plain(text, pointer + "/snippet");
    }

    private static String name(JsonObject json, String field, String pointer) {
        var value = json.string(field);
        require(
                !value.isBlank() && value.length() <= MAX_NAME,
                pointer + "/" + field,
                "must be 1 to " + MAX_NAME + " characters");
        return plain(value, pointer + "/" + field);
    }

    private static String text(JsonObject json, String field, String pointer) {
        var value = json.string(field, "");
        require(value.length() <= MAX_TEXT, pointer + "/" + field, "must be at most " + MAX_TEXT + " characters");
        return plain(value, pointer + "/" + field);
    }

    /// PostgreSQL keeps no NUL in text.
    private static String plain(String value, String pointer) {
        require(value.indexOf('\0') < 0, pointer, "must not hold a NUL character");
        return value;
    }

    private static void require(boolean holds, String pointer, String rule) {
        if (!holds) {
            throw new InvalidScan(pointer, rule);
        }
    }
}
