package plumbline.cli;

import plumbline.posture.ScanReport;
import plumbline.posture.report.JsonReport;
import plumbline.posture.report.SarifReport;
import plumbline.posture.report.TextReport;
import plumbline.posture.report.TextStyle;

/// How a scan's report is written.
enum ReportFormat {
    TEXT,
    JSON,
    SARIF;

    String render(ScanReport report, TextStyle style) {
        return switch (this) {
            case TEXT -> TextReport.of(report, style);
            case JSON -> JsonReport.of(report);
            case SARIF -> SarifReport.of(report);
        };
    }
}
