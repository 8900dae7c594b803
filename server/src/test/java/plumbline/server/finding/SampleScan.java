package plumbline.server.finding;

import plumbline.server.TestApi;

/// A small scan for tests of other areas: one failing, one passing and one unknown result.
public final class SampleScan {
    private SampleScan() {}

    public static void push(String service, TestApi api) {
        push(
                new PushedScan(service)
                        .result("CRY-01", "aws_ebs_volume.a", "fail")
                        .result("CRY-01", "aws_ebs_volume.b", "pass")
                        .result("CRY-01", "aws_ebs_volume.c", "unknown"),
                api);
    }

    /// The same, while the only resource still passed.
    public static void pushPassing(String service, TestApi api) {
        push(new PushedScan(service).result("CRY-01", "aws_ebs_volume.a", "pass"), api);
    }

    private static void push(PushedScan scan, TestApi api) {
        var answer = scan.push(api);
        if (answer.status() != 200) {
            throw new IllegalStateException("the scan must be taken, but is " + answer.status() + " " + answer.text());
        }
    }
}
