package plumbline.posture;

import java.util.List;
import plumbline.posture.check.Check;
import plumbline.posture.check.aws.AwsChecks;
import plumbline.posture.terraform.LoadOptions;

/// How to scan: what is known beside the tree, which checks to run, and the version that the report names.
public record ScanOptions(LoadOptions load, List<Check> checks, String toolVersion) {
    public ScanOptions {
        checks = List.copyOf(checks);
    }

    /// All checks, with nothing known beside the tree.
    public static ScanOptions defaults(String toolVersion) {
        return new ScanOptions(LoadOptions.DEFAULT, AwsChecks.all(), toolVersion);
    }

    /// The same with only the checks of these ids.
    public ScanOptions only(List<String> ids) {
        for (String id : ids) {
            if (checks.stream().noneMatch(check -> check.about().id().equals(id))) {
                throw new IllegalArgumentException("check must be one of "
                        + String.join(
                                ", ",
                                checks.stream()
                                        .map(check -> check.about().id())
                                        .sorted()
                                        .toList())
                        + ", but is \"" + id + "\"");
            }
        }
        return new ScanOptions(
                load,
                checks.stream()
                        .filter(check -> ids.contains(check.about().id()))
                        .toList(),
                toolVersion);
    }
}
