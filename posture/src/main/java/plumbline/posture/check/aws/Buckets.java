package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import plumbline.posture.check.Attached;
import plumbline.posture.check.Link;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.policy.PolicyDocument;
import plumbline.posture.policy.PolicyReader;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Value;

/// S3 buckets and their settings, which stand in the bucket itself (the provider's way until version 4), in resources
/// of their own, or in the arguments of the well-known registry module.
final class Buckets {
    static final String BUCKET = "aws_s3_bucket";

    private static final Link LOGGED_TO = new Link("aws_s3_bucket_logging", "target_bucket", Set.of(BUCKET), "bucket");

    private final Tree tree;

    Buckets(Tree tree) {
        this.tree = tree;
    }

    List<Resource> all() {
        return tree.managed(BUCKET);
    }

    /// The verdict of a setting wherever it is made; `absent` if it is made nowhere.
    Verdict setting(Resource bucket, String inline, String type, Function<Block, Verdict> judge, Verdict absent) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Block block : bucket.blocks(inline)) {
            verdicts.add(sure(block, judge));
        }
        Attached attached = attached(bucket, type);
        for (Resource resource : attached.certain()) {
            verdicts.add(judge.apply(resource.body()));
        }
        if (!verdicts.isEmpty()) {
            return Verdict.all(verdicts);
        }
        return attached.possible().isEmpty()
                ? absent
                : doubt(attached.possible().getFirst(), absent);
    }

    /// Whether the bucket is the target of another's access logging, by that bucket's word or by its own ACL.
    boolean takesAccessLogs(Resource bucket) {
        if (isLogAcl(bucket.value("acl"))
                || attached(bucket, "aws_s3_bucket_acl").certain().stream()
                        .anyMatch(acl -> isLogAcl(acl.value("acl")))) {
            return true;
        }
        if (!tree.attachments(LOGGED_TO).to(bucket).certain().isEmpty()) {
            return true;
        }
        return tree.graph().referrersTo(bucket).stream()
                .anyMatch(edge -> edge.attribute().equals("logging.target_bucket")
                        && edge.from().type().equals(BUCKET));
    }

    private static boolean isLogAcl(Value acl) {
        return acl.asText().filter("log-delivery-write"::equals).isPresent();
    }

    Attached attached(Resource bucket, String type) {
        return tree.attachments(Link.toBucket(type)).to(bucket);
    }

    /// Why a resource that may or may not belong to the bucket leaves the answer open.
    static Verdict doubt(Resource possible, Verdict otherwise) {
        String why = possible.uncertain() != null
                ? "whether it exists is unknown: " + possible.uncertain().reason()
                : "its bucket " + Words.why(possible.value("bucket"));
        return Verdict.unknown(
                otherwise.place(), otherwise.reason() + ", unless " + possible.address() + " does; " + why);
    }

    private static Verdict sure(Block block, Function<Block, Verdict> judge) {
        if (block.uncertain() == null) {
            return judge.apply(block);
        }
        return Verdict.unknown(
                block.range(),
                block.type() + " is unknown: " + block.uncertain().reason());
    }

    /// A bucket policy with the resource and argument that hold it.
    record Policy(Resource holder, PolicyDocument document) {}

    /// The policies that surely belong to the bucket.
    List<Policy> policies(Resource bucket) {
        PolicyReader reader = new PolicyReader(tree.graph());
        List<Policy> policies = new ArrayList<>();
        if (!bucket.value("policy").isNull()) {
            policies.add(new Policy(bucket, reader.read(bucket.value("policy"), bucket.rangeOf("policy"))));
        }
        for (Resource holder : attached(bucket, "aws_s3_bucket_policy").certain()) {
            policies.add(new Policy(holder, reader.read(holder.value("policy"), holder.rangeOf("policy"))));
        }
        return policies;
    }

    /// The first policy that may belong to the bucket.
    Optional<Resource> possiblePolicy(Resource bucket) {
        return attached(bucket, "aws_s3_bucket_policy").possible().stream().findFirst();
    }
}
