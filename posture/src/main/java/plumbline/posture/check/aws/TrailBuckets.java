package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Attached;
import plumbline.posture.check.Attachments;
import plumbline.posture.check.Check;
import plumbline.posture.check.Controls;
import plumbline.posture.check.Link;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.hcl.Range;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Value;

/// LOG-04. The bucket is judged, once however many trails write to it; a trail whose bucket is not declared in the tree
/// is unknown itself.
final class TrailBuckets implements Check {
    private static final Link TRAIL = new Link("aws_cloudtrail", "s3_bucket_name", Set.of(Buckets.BUCKET), "bucket");

    private static final About ABOUT = new About(
            "LOG-04",
            "A trail's bucket is private and logs who reads it",
            Severity.CRITICAL,
            List.of(Controls.LOG_PROTECTION, Controls.EVENT_LOGGING, Controls.OPERATOR_LOGS),
            new Advice(
                    "The trail tells an intruder who administers what and from where. If anyone may read it, or if "
                            + "nobody can see who did, the log works for the attacker.",
                    "Keep the bucket's ACL private and its policy closed, block public access, and send its access "
                            + "logs to another bucket.",
                    """
                    resource "aws_s3_bucket_public_access_block" "{name}" {
                      bucket                  = aws_s3_bucket.{name}.id
                      block_public_acls       = true
                      ignore_public_acls      = true
                      block_public_policy     = true
                      restrict_public_buckets = true
                    }

                    resource "aws_s3_bucket_logging" "{name}" {
                      bucket        = aws_s3_bucket.{name}.id
                      target_bucket = aws_s3_bucket.access_logs.id
                      target_prefix = "trail/"
                    }
                    """));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Outcome> inspect(Tree tree) {
        Buckets buckets = new Buckets(tree);
        Exposure exposure = new Exposure(tree, buckets);
        Attachments trails = tree.attachments(TRAIL);
        List<Outcome> outcomes = new ArrayList<>();
        for (Resource bucket : buckets.all()) {
            Attached attached = trails.to(bucket);
            if (attached.certain().isEmpty()) {
                continue;
            }
            Verdict whole = Verdict.all(List.of(exposure.of(bucket), logging(buckets, bucket)));
            outcomes.add(Outcome.of(bucket, whole));
        }
        for (Resource trail : trails.homeless()) {
            outcomes.add(Outcome.of(trail, undeclared(trail)));
        }
        return outcomes;
    }

    private static Verdict undeclared(Resource trail) {
        Value name = trail.value("s3_bucket_name");
        Range place = trail.rangeOf("s3_bucket_name");
        if (name.isUnknown() && name.references().isEmpty()) {
            return Verdict.unknown(place, "its bucket " + Words.why(name));
        }
        return Verdict.unknown(place, "its bucket is not declared in this tree");
    }

    private static Verdict logging(Buckets buckets, Resource bucket) {
        return buckets.setting(
                bucket,
                "logging",
                "aws_s3_bucket_logging",
                TrailBuckets::target,
                Verdict.fail(bucket.range(), "its accesses are not logged"));
    }

    private static Verdict target(Block logging) {
        Value target = logging.value("target_bucket");
        Range place = logging.rangeOf("target_bucket");
        if (target.isNull() && logging.uncertain() == null) {
            return Verdict.fail(place, "its access logging names no target");
        }
        return Verdict.pass(place, "its accesses are logged");
    }
}
