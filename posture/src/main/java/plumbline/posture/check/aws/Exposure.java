package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import plumbline.posture.check.Flag;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.hcl.Range;
import plumbline.posture.policy.Match;
import plumbline.posture.policy.PolicyDocument;
import plumbline.posture.policy.Statement;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Value;

/// Whether an S3 bucket is open to the public: by its ACL or its policy, unless public access is blocked for the bucket
/// or for the account.
final class Exposure {
    private static final Set<String> PUBLIC_ACLS = Set.of("public-read", "public-read-write", "authenticated-read");
    private static final List<String> PUBLIC_GROUPS = List.of("/global/AllUsers", "/global/AuthenticatedUsers");

    private final Tree tree;
    private final Buckets buckets;

    Exposure(Tree tree, Buckets buckets) {
        this.tree = tree;
        this.buckets = buckets;
    }

    /// Passes if the public has no access.
    Verdict of(Resource bucket) {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(unlessBlocked(bucket, acl(bucket), "block_public_acls", "ignore_public_acls"));
        verdicts.add(unlessBlocked(bucket, policy(bucket), "block_public_policy", "restrict_public_buckets"));
        return Verdict.all(verdicts);
    }

    private Verdict unlessBlocked(Resource bucket, Verdict open, String... switches) {
        if (open.passes()) {
            return open;
        }
        for (Block block : blocks(bucket)) {
            for (String name : switches) {
                if (Flag.of(block.value(name)).isOn()) {
                    return Verdict.pass(block.rangeOf(name), "public access is blocked by " + name);
                }
            }
        }
        return open;
    }

    private List<Block> blocks(Resource bucket) {
        List<Block> blocks = new ArrayList<>();
        if (RegistryModules.isCall(bucket)) {
            blocks.add(bucket.body());
        }
        for (Resource block :
                buckets.attached(bucket, "aws_s3_bucket_public_access_block").certain()) {
            blocks.add(block.body());
        }
        for (Resource account : tree.managed("aws_s3_account_public_access_block")) {
            if (Tree.rootOf(account).equals(Tree.rootOf(bucket))
                    && account.provider().equals(bucket.provider())
                    && account.uncertain() == null) {
                blocks.add(account.body());
            }
        }
        return blocks;
    }

    private Verdict acl(Resource bucket) {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(acl(bucket.value("acl"), bucket.rangeOf("acl")));
        for (Block grant : bucket.blocks("grant")) {
            verdicts.add(grantee(grant.value("uri"), grant.rangeOf("uri")));
        }
        for (Resource acl : buckets.attached(bucket, "aws_s3_bucket_acl").certain()) {
            verdicts.add(acl(acl.value("acl"), acl.rangeOf("acl")));
            for (Block policy : acl.blocks("access_control_policy")) {
                for (Block grant : policy.blocks("grant")) {
                    for (Block grantee : grant.blocks("grantee")) {
                        verdicts.add(grantee(grantee.value("uri"), grantee.rangeOf("uri")));
                    }
                }
            }
        }
        return Verdict.all(verdicts);
    }

    private static Verdict acl(Value acl, Range place) {
        if (acl.isUnknown()) {
            return Verdict.unknown(place, "its ACL " + Words.why(acl));
        }
        String word = acl.asText().orElse("private");
        return PUBLIC_ACLS.contains(word)
                ? Verdict.fail(place, "its ACL is " + word)
                : Verdict.pass(place, "it is not public");
    }

    private static Verdict grantee(Value uri, Range place) {
        if (uri.isUnknown() && uri.references().isEmpty()) {
            return Verdict.unknown(place, "whom its ACL names " + Words.why(uri));
        }
        String group = uri.asText().orElse("");
        return PUBLIC_GROUPS.stream().anyMatch(group::endsWith)
                ? Verdict.fail(
                        place, "its ACL grants access to the group " + group.substring(group.lastIndexOf('/') + 1))
                : Verdict.pass(place, "it is not public");
    }

    private Verdict policy(Resource bucket) {
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(Verdict.pass(bucket.range(), "it is not public"));
        for (Buckets.Policy policy : buckets.policies(bucket)) {
            verdicts.add(policy(policy.document(), policy.holder().rangeOf("policy")));
        }
        return Verdict.all(verdicts);
    }

    private static Verdict policy(PolicyDocument document, Range place) {
        Match open = document.isComplete() ? Match.NO : Match.MAYBE;
        for (Statement statement : document.statements()) {
            if (statement.narrowsCallers()) {
                continue;
            }
            Match everyone = statement.allows().and(statement.principals().isEveryone());
            if (everyone.isYes()) {
                return Verdict.fail(statement.place(), "its policy lets everyone in");
            }
            open = open.or(everyone);
        }
        String gap = document.gap();
        return open == Match.NO
                ? Verdict.pass(place, "it is not public")
                : Verdict.unknown(place, gap == null ? "whom its policy lets in is unknown" : gap);
    }
}
