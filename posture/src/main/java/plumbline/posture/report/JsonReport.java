package plumbline.posture.report;

import java.io.StringWriter;
import java.io.Writer;
import plumbline.posture.CheckResult;
import plumbline.posture.ScanReport;
import plumbline.posture.Snippet;
import plumbline.posture.Summary;
import plumbline.posture.check.Result;
import plumbline.posture.check.Severity;
import plumbline.posture.terraform.Skipped;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// The report as one JSON document with one result a line, so that two of them can be compared by line.
public final class JsonReport {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator json;

    private JsonReport(JsonGenerator json) {
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
            new JsonReport(json).report(report);
        }
    }

    private void report(ScanReport report) {
        json.writeStartObject();
        json.writeObjectPropertyStart("tool");
        json.writeStringProperty("name", report.tool().name());
        json.writeStringProperty("version", report.tool().version());
        json.writeEndObject();
        json.writeObjectPropertyStart("catalog");
        json.writeStringProperty("name", report.catalog().name());
        strings("editions", report.catalog().editions());
        json.writeStringProperty("version", report.catalog().version());
        json.writeEndObject();
        json.writeArrayPropertyStart("results");
        for (CheckResult result : report.results()) {
            json.writeRaw("\n");
            result(result);
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("skipped");
        for (Skipped skipped : report.skipped()) {
            json.writeRaw("\n");
            json.writeStartObject();
            json.writeStringProperty("file", skipped.file());
            if (skipped.module() != null) {
                json.writeStringProperty("module", skipped.module());
            }
            json.writeStringProperty("reason", skipped.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        summary(report.summary());
        json.writeEndObject();
        json.writeRaw("\n");
    }

    private void result(CheckResult result) {
        json.writeStartObject();
        json.writeStringProperty("check", result.check().id());
        json.writeStringProperty("resource", result.subject().address());
        json.writeStringProperty("result", result.result().word());
        json.writeStringProperty("reason", result.reason());
        json.writeStringProperty("severity", result.check().severity().word());
        strings("controls", result.check().controlRefs());
        json.writeStringProperty("file", result.file());
        json.writeNumberProperty("line", result.line());
        json.writeNumberProperty("column", result.column());
        json.writeStringProperty("message", result.message());
        json.writeStringProperty("fix", result.fix());
        json.writeStringProperty("title", result.check().title());
        json.writeStringProperty("root", result.subject().root());
        if (result.result() != Result.PASS) {
            json.writeStringProperty("why", result.check().advice().why());
            json.writeStringProperty("patch", result.patch());
            snippet(result.snippet());
        }
        json.writeEndObject();
    }

    private void snippet(Snippet snippet) {
        json.writeObjectPropertyStart("snippet");
        json.writeNumberProperty("line", snippet.first());
        json.writeNumberProperty("marked", snippet.marked());
        strings("lines", snippet.lines());
        json.writeEndObject();
    }

    private void summary(Summary summary) {
        json.writeName("summary");
        json.writeStartObject();
        json.writeNumberProperty("resources", summary.subjects());
        json.writeNumberProperty("results", summary.total());
        for (Result result : Result.values()) {
            json.writeNumberProperty(result.word(), summary.count(result));
        }
        json.writeObjectPropertyStart("bySeverity");
        for (Severity severity : Severity.values()) {
            json.writeObjectPropertyStart(severity.word());
            for (Result result : Result.values()) {
                json.writeNumberProperty(result.word(), summary.count(severity, result));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void strings(String name, Iterable<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
