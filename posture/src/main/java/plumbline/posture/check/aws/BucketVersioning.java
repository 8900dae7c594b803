package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Check;
import plumbline.posture.check.Controls;
import plumbline.posture.check.Flag;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.hcl.Range;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Value;

/// BAK-02, for S3 and Google Cloud Storage.
final class BucketVersioning implements Check {
    private static final About ABOUT = new About(
            "BAK-02",
            "Buckets keep earlier versions of their objects",
            Severity.MEDIUM,
            List.of(Controls.BACKUP),
            new Advice(
                            "Without versions an overwritten or deleted object is gone at once, whether by mistake, by a "
                                    + "faulty program or by an intruder who demands a ransom.",
                            "Switch versioning on, with a lifecycle rule that ends old versions after the time you need them.",
                            """
                    resource "aws_s3_bucket_versioning" "{name}" {
                      bucket = aws_s3_bucket.{name}.id

                      versioning_configuration {
                        status = "Enabled"
                      }
                    }
                    """)
                    .and("google_storage_bucket", """
                    resource "google_storage_bucket" "{name}" {
                      versioning {
                        enabled = true
                      }
                    }
                    """));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Outcome> inspect(Tree tree) {
        List<Outcome> outcomes = new ArrayList<>();
        Buckets buckets = new Buckets(tree);
        for (Resource bucket : buckets.all()) {
            Verdict absent = Verdict.fail(bucket.range(), "nothing switches versioning on");
            outcomes.add(Outcome.of(
                    bucket,
                    buckets.setting(
                            bucket, "versioning", "aws_s3_bucket_versioning", BucketVersioning::judge, absent)));
        }
        for (Resource bucket : tree.managed("google_storage_bucket")) {
            outcomes.add(Outcome.of(bucket, google(bucket)));
        }
        return outcomes;
    }

    private static Verdict google(Resource bucket) {
        List<Verdict> verdicts = bucket.blocks("versioning").stream()
                .map(BucketVersioning::judge)
                .toList();
        return verdicts.isEmpty()
                ? Verdict.fail(bucket.range(), "nothing switches versioning on")
                : Verdict.all(verdicts);
    }

    /// Judges `aws_s3_bucket_versioning`, which holds a status, or a block in a bucket, which holds a switch.
    private static Verdict judge(Block versioning) {
        if (versioning.uncertain() != null) {
            return Verdict.unknown(
                    versioning.range(),
                    "versioning is unknown: " + versioning.uncertain().reason());
        }
        List<Block> configurations = versioning.blocks("versioning_configuration");
        if (!configurations.isEmpty()) {
            Block configuration = configurations.getFirst();
            return configuration.uncertain() == null
                    ? status(configuration)
                    : Verdict.unknown(
                            configuration.range(),
                            "versioning is unknown: "
                                    + configuration.uncertain().reason());
        }
        return versioning.attribute("status").isPresent() ? status(versioning) : enabled(versioning);
    }

    private static Verdict status(Block block) {
        Value status = block.value("status");
        Range place = block.rangeOf("status");
        if (Flag.of(status) == Flag.ON) {
            return Verdict.pass(place, "versioning is on");
        }
        return status.asText()
                .map(word -> word.equalsIgnoreCase("Enabled")
                        ? Verdict.pass(place, "versioning is on")
                        : Verdict.fail(place, "versioning is " + word.toLowerCase(Locale.ROOT)))
                .orElseGet(() -> status.isNull()
                        ? Verdict.fail(place, "versioning has no status")
                        : Verdict.unknown(place, "the status of versioning " + Words.why(status)));
    }

    private static Verdict enabled(Block block) {
        Range place = block.rangeOf("enabled");
        return switch (Flag.of(block.value("enabled"))) {
            case ON -> Verdict.pass(place, "versioning is on");
            case OFF -> Verdict.fail(place, "versioning is switched off");
            case UNSET -> Verdict.fail(place, "versioning is not switched on");
            case UNKNOWN -> Verdict.unknown(place, "versioning " + Words.why(block.value("enabled")));
        };
    }
}
