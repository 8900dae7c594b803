package plumbline.server.finding;

import plumbline.server.TestApi;

/// A small scan for tests of other areas: one failing, one passing and one unknown result.
public final class SampleScan {
    private SampleScan() {}

    public static void push(String service, TestApi api) {
        var answer = new PushedScan(service)
                .result("CRY-01", "aws_ebs_volume.a", "fail")
                .result("CRY-01", "aws_ebs_volume.b", "pass")
                .result("CRY-01", "aws_ebs_volume.c", "unknown")
                .push(api);
        if (answer.status() != 200) {
            throw new IllegalStateException("the scan must be taken, but is " + answer.status() + " " + answer.text());
        }
    }
}
