package plumbline.posture.report;

import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plumbline.posture.CheckResult;
import plumbline.posture.ScanReport;
import plumbline.posture.Snippet;
import plumbline.posture.check.About;
import plumbline.posture.check.Result;
import plumbline.posture.check.Severity;
import plumbline.posture.terraform.Skipped;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// The report as SARIF 2.1.0, as code hosts take it. Passes are of kind `pass`, unknowns of kind `open`: neither is an
/// alert. The fingerprint of a result is made of check, root and address, so that it stays when lines move.
public final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String ROOT = "SCANROOT";
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator json;
    private final Map<String, Integer> ruleIndex = new HashMap<>();

    private SarifReport(JsonGenerator json) {
        this.json = json;
    }

    public static String of(ScanReport report) {
        StringWriter text = new StringWriter();
        write(report, text);
        return text.toString();
    }

    /// Writes the document and leaves the writer open.
    public static void write(ScanReport report, Writer out) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            new SarifReport(json).log(report);
        }
    }

    private void log(ScanReport report) {
        json.writeStartObject();
        json.writeStringProperty("$schema", SCHEMA);
        json.writeStringProperty("version", "2.1.0");
        json.writeArrayPropertyStart("runs");
        json.writeStartObject();
        tool(report);
        invocation(report.skipped());
        json.writeStringProperty("columnKind", "unicodeCodePoints");
        json.writeArrayPropertyStart("results");
        for (CheckResult result : report.results()) {
            json.writeRaw("\n");
            result(result);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw("\n");
    }

    private void tool(ScanReport report) {
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty("name", report.tool().name());
        json.writeStringProperty("version", report.tool().version());
        json.writeArrayPropertyStart("rules");
        for (About check : report.checks()) {
            json.writeRaw("\n");
            ruleIndex.put(check.id(), ruleIndex.size());
            rule(check);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void rule(About check) {
        json.writeStartObject();
        json.writeStringProperty("id", check.id());
        text("shortDescription", check.title());
        text("fullDescription", check.title() + ". " + check.advice().why());
        json.writeObjectPropertyStart("help");
        json.writeStringProperty("text", Help.text(check));
        json.writeStringProperty("markdown", Help.markdown(check));
        json.writeEndObject();
        json.writeObjectPropertyStart("defaultConfiguration");
        json.writeStringProperty("level", level(check.severity()));
        json.writeEndObject();
        json.writeObjectPropertyStart("properties");
        json.writeArrayPropertyStart("tags");
        json.writeString("security");
        json.writeString("iso27017");
        check.controlRefs().forEach(ref -> json.writeString("iso27017:" + ref));
        json.writeEndArray();
        json.writeStringProperty("severity", check.severity().word());
        json.writeStringProperty("security-severity", score(check.severity()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void invocation(List<Skipped> skipped) {
        json.writeArrayPropertyStart("invocations");
        json.writeStartObject();
        json.writeBooleanProperty("executionSuccessful", true);
        json.writeArrayPropertyStart("toolExecutionNotifications");
        for (Skipped file : skipped) {
            json.writeStartObject();
            json.writeStringProperty("level", "warning");
            text("message", "Not read: " + file.reason());
            json.writeArrayPropertyStart("locations");
            json.writeStartObject();
            json.writeObjectPropertyStart("physicalLocation");
            artifact(file.file());
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void result(CheckResult result) {
        json.writeStartObject();
        json.writeStringProperty("ruleId", result.check().id());
        json.writeNumberProperty(
                "ruleIndex", ruleIndex.getOrDefault(result.check().id(), -1));
        json.writeStringProperty("kind", kind(result.result()));
        json.writeStringProperty(
                "level", result.result() == Result.FAIL ? level(result.check().severity()) : "none");
        text("message", result.message());
        location(result);
        json.writeObjectPropertyStart("partialFingerprints");
        json.writeStringProperty("plumbline/v1", fingerprint(result));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void location(CheckResult result) {
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        json.writeObjectPropertyStart("physicalLocation");
        artifact(result.file());
        json.writeObjectPropertyStart("region");
        json.writeNumberProperty("startLine", result.line());
        json.writeNumberProperty("startColumn", result.column());
        json.writeEndObject();
        if (result.result() != Result.PASS) {
            context(result.snippet());
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("logicalLocations");
        json.writeStartObject();
        json.writeStringProperty("fullyQualifiedName", result.subject().address());
        json.writeStringProperty("kind", "resource");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void context(Snippet snippet) {
        json.writeObjectPropertyStart("contextRegion");
        json.writeNumberProperty("startLine", snippet.first());
        json.writeNumberProperty("endLine", snippet.first() + snippet.lines().size() - 1);
        text("snippet", String.join("\n", snippet.lines()));
        json.writeEndObject();
    }

    private void artifact(String file) {
        json.writeObjectPropertyStart("artifactLocation");
        json.writeStringProperty("uri", uri(file));
        json.writeStringProperty("uriBaseId", ROOT);
        json.writeEndObject();
    }

    private void text(String name, String text) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("text", text);
        json.writeEndObject();
    }

    private static String kind(Result result) {
        return switch (result) {
            case PASS -> "pass";
            case FAIL -> "fail";
            case UNKNOWN, STALE -> "open";
            case ERROR -> "review";
        };
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "3.0";
        };
    }

    /// Stays the same while the resource keeps its check, root and address, wherever it moves in its files.
    static String fingerprint(CheckResult result) {
        String identity = result.check().id() + "\n" + result.subject().root() + "\n"
                + result.subject().id();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private static String uri(String file) {
        StringBuilder uri = new StringBuilder();
        for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", b & 0xFF));
        }
        return uri.toString();
    }
}
