package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Check;
import plumbline.posture.check.Classification;
import plumbline.posture.check.Controls;
import plumbline.posture.check.DataClass;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Value;

/// CRY-03. A bucket is classified if its data_class is internal, confidential or restricted. Whether one without a
/// class needs KMS cannot be told; one with KMS is well whatever its class. A bucket that takes the access logs of
/// others is excused, for S3 delivers none to a bucket under KMS.
final class BucketEncryption implements Check {
    private static final String CONFIGURATION = "server_side_encryption_configuration";

    private static final About ABOUT = new About(
            "CRY-03",
            "Classified buckets are encrypted with KMS",
            Severity.MEDIUM,
            List.of(Controls.CRYPTOGRAPHY),
            new Advice(
                    "With a KMS key, reading an object takes the right to the key as well as to the bucket, each use "
                            + "of the key is logged, and taking the key away closes the data. The default key of S3 "
                            + "gives none of that.",
                    "Set SSE-KMS as the bucket's default encryption, with a key of your own.",
                    """
                    resource "aws_s3_bucket_server_side_encryption_configuration" "{name}" {
                      bucket = aws_s3_bucket.{name}.id

                      rule {
                        bucket_key_enabled = true
                        apply_server_side_encryption_by_default {
                          sse_algorithm     = "aws:kms"
                          kms_master_key_id = aws_kms_key.data.arn
                        }
                      }
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
            Verdict kms = buckets.setting(
                    bucket,
                    CONFIGURATION,
                    "aws_s3_bucket_" + CONFIGURATION,
                    BucketEncryption::usesKms,
                    Verdict.fail(bucket.range(), "nothing sets SSE-KMS, so S3 encrypts with its own key"));
            Verdict needed = forClass(Classification.of(bucket), kms);
            outcomes.add(Outcome.of(bucket, needed.passes() ? needed : forAccessLogs(buckets, bucket, needed)));
        }
        return outcomes;
    }

    private static Verdict forClass(Classification classification, Verdict kms) {
        if (kms.passes()) {
            return kms;
        }
        if (classification.dataClass() == DataClass.PUBLIC) {
            return Verdict.pass(kms.place(), classification.reason() + ", which needs no KMS key");
        }
        String reason = kms.reason() + "; " + classification.reason();
        return classification.isKnown() && kms.fails()
                ? Verdict.fail(kms.place(), reason)
                : Verdict.unknown(kms.place(), reason);
    }

    /// S3 delivers access logs only to buckets whose default encryption is its own.
    private static Verdict forAccessLogs(Buckets buckets, Resource bucket, Verdict otherwise) {
        return buckets.takesAccessLogs(bucket)
                ? Verdict.pass(otherwise.place(), "it takes access logs, which S3 does not deliver under SSE-KMS")
                : otherwise;
    }

    private static Verdict usesKms(Block configuration) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Block rule : configuration.blocks("rule")) {
            for (Block standard : rule.blocks("apply_server_side_encryption_by_default")) {
                verdicts.add(algorithm(standard));
            }
            if (rule.uncertain() != null) {
                verdicts.add(Verdict.unknown(
                        rule.range(),
                        "the encryption rule is unknown: " + rule.uncertain().reason()));
            }
        }
        return verdicts.isEmpty()
                ? Verdict.fail(configuration.range(), "the encryption rule names no algorithm")
                : Verdict.all(verdicts);
    }

    private static Verdict algorithm(Block standard) {
        Value algorithm = standard.value("sse_algorithm");
        var place = standard.rangeOf("sse_algorithm");
        if (standard.uncertain() != null) {
            return Verdict.unknown(
                    place, "the algorithm is unknown: " + standard.uncertain().reason());
        }
        return algorithm
                .asText()
                .map(word -> word.equals("aws:kms") || word.equals("aws:kms:dsse")
                        ? Verdict.pass(place, "it is encrypted with " + word)
                        : Verdict.fail(place, "it is encrypted with " + word + ", not with SSE-KMS"))
                .orElseGet(() -> algorithm.isNull()
                        ? Verdict.fail(place, "the encryption rule names no algorithm")
                        : Verdict.unknown(place, "the algorithm " + Words.why(algorithm)));
    }
}
