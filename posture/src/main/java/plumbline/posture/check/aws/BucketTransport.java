package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Check;
import plumbline.posture.check.Controls;
import plumbline.posture.check.Flag;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.hcl.Range;
import plumbline.posture.policy.Match;
import plumbline.posture.policy.PolicyDocument;
import plumbline.posture.policy.Statement;
import plumbline.posture.terraform.Resource;

/// CRY-11. The policy must deny everyone every action on the bucket's objects over plain HTTP. A policy that merely
/// allows under TLS does not: what another policy allows stays allowed without it.
final class BucketTransport implements Check {
    private static final About ABOUT = new About(
            "CRY-11",
            "Buckets refuse requests without TLS",
            Severity.HIGH,
            List.of(Controls.CRYPTOGRAPHY),
            new Advice(
                    "S3 answers plain HTTP too. Unless the bucket refuses it, a misconfigured client sends data and "
                            + "signatures where anyone on the way can read and change them.",
                    "Add a statement to the bucket policy that denies all S3 actions to everyone, on the bucket and "
                            + "on its objects, when aws:SecureTransport is false.",
                    """
                    resource "aws_s3_bucket_policy" "{name}" {
                      bucket = aws_s3_bucket.{name}.id

                      policy = jsonencode({
                        Version = "2012-10-17"
                        Statement = [{
                          Sid       = "DenyPlainHttp"
                          Effect    = "Deny"
                          Principal = "*"
                          Action    = "s3:*"
                          Resource  = [aws_s3_bucket.{name}.arn, "${aws_s3_bucket.{name}.arn}/*"]
                          Condition = { Bool = { "aws:SecureTransport" = "false" } }
                        }]
                      })
                    }
                    """));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Outcome> inspect(Tree tree) {
        Buckets buckets = new Buckets(tree);
        List<Outcome> outcomes = new ArrayList<>();
        for (Resource bucket : buckets.all()) {
            outcomes.add(Outcome.of(bucket, judge(buckets, bucket)));
        }
        return outcomes;
    }

    private static Verdict judge(Buckets buckets, Resource bucket) {
        if (RegistryModules.isCall(bucket)) {
            Verdict byModule = byModule(buckets, bucket);
            if (byModule != null) {
                return byModule;
            }
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (Buckets.Policy policy : buckets.policies(bucket)) {
            verdicts.add(judge(policy.document(), policy.holder().rangeOf("policy")));
        }
        if (!verdicts.isEmpty()) {
            return Verdict.any(verdicts);
        }
        Verdict none = Verdict.fail(bucket.range(), "it has no policy, so nothing refuses plain HTTP");
        return buckets.possiblePolicy(bucket)
                .map(possible -> Buckets.doubt(possible, none))
                .orElse(none);
    }

    /// The registry module writes the statement itself when asked to, and attaches a given policy only when asked to.
    private static @Nullable Verdict byModule(Buckets buckets, Resource call) {
        for (String switchName : List.of("attach_deny_insecure_transport_policy", "attach_require_latest_tls_policy")) {
            if (Flag.of(call.value(switchName)).isOn()) {
                return Verdict.pass(call.rangeOf(switchName), "its " + switchName + " is on");
            }
        }
        if (call.value("policy").isNull()
                || Flag.of(call.value("attach_policy")).isOn()) {
            return null;
        }
        Range place = call.rangeOf("policy");
        boolean refuses = buckets.policies(call).stream()
                .anyMatch(policy -> judge(policy.document(), place).passes());
        return refuses
                ? Verdict.unknown(place, "its policy refuses plain HTTP, but attach_policy does not say to attach it")
                : null;
    }

    private static Verdict judge(PolicyDocument document, Range place) {
        Match best = document.isComplete() ? Match.NO : Match.MAYBE;
        String miss = "its policy has no Deny on aws:SecureTransport = false";
        for (Statement statement : document.statements()) {
            Match aims = statement.denies().and(statement.whenNotEncrypted());
            if (aims.isNo()) {
                continue;
            }
            Match objects = coversObjects(statement);
            Match whole = aims.and(statement.principals().isEveryone())
                    .and(statement.coversService("s3"))
                    .and(objects);
            if (whole.isYes()) {
                return Verdict.pass(statement.place(), "its policy denies requests without TLS");
            }
            best = best.or(whole);
            miss = miss(statement, objects);
        }
        if (best == Match.MAYBE) {
            String gap = document.gap();
            return Verdict.unknown(
                    place, gap == null ? "whether its policy refuses plain HTTP is unknown: " + miss : gap);
        }
        return Verdict.fail(place, miss);
    }

    private static String miss(Statement statement, Match objects) {
        String shortfall = "its Deny on aws:SecureTransport = false ";
        if (statement.principals().isEveryone().isNo()) {
            return shortfall + "does not apply to everyone";
        }
        if (statement.coversService("s3").isNo()) {
            return shortfall + "does not cover all S3 actions";
        }
        return switch (objects) {
            case NO -> shortfall + "does not cover the bucket's objects";
            case MAYBE -> shortfall + "names a resource that cannot be read as an ARN";
            case YES -> shortfall + "is known in part only";
        };
    }

    /// AWS refuses a policy that names another bucket, so only the part after the bucket matters.
    private static Match coversObjects(Statement statement) {
        if (!statement.scope().notResources().isEmpty()) {
            return Match.MAYBE;
        }
        return Arns.anyCoversObjects(statement.scope().resources());
    }
}
