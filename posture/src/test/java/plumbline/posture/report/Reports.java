package plumbline.posture.report;

import java.util.List;
import plumbline.posture.CheckResult;
import plumbline.posture.ScanReport;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Controls;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Subject;
import plumbline.posture.check.Verdict;
import plumbline.posture.hcl.Range;
import plumbline.posture.hcl.Source;
import plumbline.posture.terraform.Skipped;

/// A report of one failure, one unknown and one pass, as reports are tested with.
final class Reports {
    static final String TEXT = """
            resource "aws_ebs_volume" "data" {
              size      = 10
              encrypted = false
            }
            """;

    private static final About DISKS = new About(
            "CRY-01",
            "Disks are encrypted",
            Severity.HIGH,
            List.of(Controls.CRYPTOGRAPHY),
            new Advice("A disk outlives its machine.", "Set encrypted to true.", """
                    resource "aws_ebs_volume" "{name}" {
                      encrypted = true
                    }
                    """));

    private Reports() {}

    static ScanReport sample() {
        return of(TEXT);
    }

    static ScanReport of(String text) {
        Source source = Source.of("net/main file.tf", text);
        int encrypted = text.indexOf("encrypted");
        Range place = source.range(encrypted, encrypted + 17);
        Range block = source.range(text.indexOf("resource"), text.indexOf('{'));
        List<CheckResult> results = List.of(
                result("aws_ebs_volume.data", Verdict.fail(place, "encrypted is false")),
                result("aws_ebs_volume.more", Verdict.unknown(block, "encrypted is unknown: var.x has no value")),
                result("aws_ebs_volume.good", Verdict.pass(block, "encrypted is true")));
        return new ScanReport(
                new ScanReport.Tool("plumbline", "1.2.3"),
                new ScanReport.CatalogEdition("ISO/IEC 27017", List.of("2015", "2026"), "2026-11-21"),
                List.of(DISKS),
                results,
                List.of(new Skipped("broken.tf", "it is longer than 10 MB")));
    }

    private static CheckResult result(String address, Verdict verdict) {
        String name = address.substring(address.indexOf('.') + 1);
        Subject subject =
                new Subject(address, "", address, new Subject.Kind("aws_ebs_volume", name), Subject.Scope.RESOURCE);
        return new CheckResult(DISKS, subject, verdict);
    }
}
