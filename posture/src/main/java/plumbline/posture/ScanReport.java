package plumbline.posture;

import java.util.List;
import java.util.Optional;
import plumbline.posture.check.About;
import plumbline.posture.check.Result;
import plumbline.posture.check.Severity;
import plumbline.posture.terraform.Skipped;

/// The result of a scan: what ran, what it found in a fixed order, and what it could not read.
public record ScanReport(
        Tool tool, CatalogEdition catalog, List<About> checks, List<CheckResult> results, List<Skipped> skipped) {
    /// The program that scanned.
    public record Tool(String name, String version) {}

    /// The catalogue that the controls are named from: the standard, its editions, and the day of the data.
    public record CatalogEdition(String name, List<String> editions, String version) {}

    public ScanReport {
        checks = List.copyOf(checks);
        results = List.copyOf(results);
        skipped = List.copyOf(skipped);
    }

    public Summary summary() {
        return Summary.of(this);
    }

    /// Findings decide before doubt: a failure at or above the severity; else something there that could not be decided
    /// or read; else all that was asked is met. An account-wide matter that another tree may settle is shown as
    /// unknown, but does not decide.
    public Decision decide(Severity failOn) {
        boolean failed = false;
        boolean unknown = !skipped.isEmpty();
        for (CheckResult result : results) {
            if (result.check().severity().isAtLeast(failOn)) {
                failed |= result.result() == Result.FAIL;
                unknown |= result.result() != Result.PASS && !result.isOfAccount();
            }
        }
        if (failed) {
            return Decision.FINDINGS;
        }
        return unknown ? Decision.UNDECIDED : Decision.PASSED;
    }

    public Optional<About> check(String id) {
        return checks.stream().filter(check -> check.id().equals(id)).findFirst();
    }
}
