package plumbline.cli;

import java.util.ArrayList;
import java.util.List;
import plumbline.posture.CheckResult;
import plumbline.posture.ScanReport;
import plumbline.posture.check.Result;
import plumbline.posture.check.Severity;
import plumbline.posture.report.JsonReport;

/// How a scan's report is written.
enum ReportFormat {
    TEXT,
    JSON;

    String render(ScanReport report, Severity failOn, Surroundings surroundings) {
        return switch (this) {
            case TEXT -> text(report, failOn);
            case JSON -> JsonReport.of(report);
        };
    }

    private static String text(ScanReport report, Severity failOn) {
        List<String> lines = new ArrayList<>();
        for (CheckResult result : report.results()) {
            if (result.result() != Result.PASS) {
                lines.add("%s %s %s %s:%d %s"
                        .formatted(
                                result.result().word(),
                                result.check().severity().word(),
                                result.check().id(),
                                result.file(),
                                result.line(),
                                result.message()));
            }
        }
        report.skipped().forEach(file -> lines.add("skipped " + file.file() + ": " + file.reason()));
        lines.add(report.decide(failOn).name());
        return String.join("\n", lines) + "\n";
    }
}
