package plumbline.posture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plumbline.posture.check.About;
import plumbline.posture.check.Check;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Tree;
import plumbline.posture.check.aws.RegistryModules;
import plumbline.posture.terraform.Loaded;
import plumbline.posture.terraform.Terraform;

/// Scans a tree of Terraform source: reads it, runs the checks, and reports.
public final class Scan {
    /// The catalogue whose controls the checks name; a test compares it with the catalogue itself.
    static final ScanReport.CatalogEdition CATALOG =
            new ScanReport.CatalogEdition("ISO/IEC 27017", List.of("2015", "2026"), "2026-11-21");

    private Scan() {}

    /// Reads a directory or a single file. Does nothing but read, and gives the same report for the same files.
    public static ScanReport run(Path path, ScanOptions options) {
        Loaded loaded = Terraform.load(path, options.load());
        Tree tree = new Tree(RegistryModules.standIn(loaded.graph()));
        List<CheckResult> results = new ArrayList<>();
        List<About> checks = new ArrayList<>();
        for (Check check : options.checks()) {
            checks.add(check.about());
            for (Outcome outcome : check.inspect(tree)) {
                results.add(new CheckResult(check.about(), outcome.subject(), outcome.verdict()));
            }
        }
        results.sort(CheckResult.ORDER);
        return new ScanReport(
                new ScanReport.Tool("plumbline", options.toolVersion()), CATALOG, checks, results, loaded.skipped());
    }
}
