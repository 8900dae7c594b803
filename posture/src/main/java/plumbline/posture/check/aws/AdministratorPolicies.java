package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Check;
import plumbline.posture.check.Controls;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.hcl.Range;
import plumbline.posture.policy.Match;
import plumbline.posture.policy.PolicyDocument;
import plumbline.posture.policy.PolicyReader;
import plumbline.posture.policy.Statement;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.Resource;

/// IAM-01. An Allow of all actions but a few counts as well, for it includes all that AWS adds tomorrow; a condition
/// does not excuse, for it limits when and not what.
final class AdministratorPolicies implements Check {
    /// Where each type of resource holds its policy.
    private static final Map<String, String> HOLDERS = holders();

    private static final About ABOUT = new About(
            "IAM-01",
            "No policy allows every action on every resource",
            Severity.HIGH,
            List.of(Controls.PRIVILEGED_ACCESS, Controls.ACCESS_RESTRICTION),
            new Advice(
                    "Whoever holds such a policy, or steals the credentials of one who does, owns the account: data, "
                            + "keys, logs and the rights of everyone else.",
                    "Name the actions and resources that the work needs. Keep administration in a role of its own "
                            + "that people assume for a limited time with a second factor.",
                    """
                    data "aws_iam_policy_document" "{name}" {
                      statement {
                        actions   = ["s3:GetObject", "s3:PutObject"]
                        resources = ["${aws_s3_bucket.reports.arn}/*"]
                      }
                    }
                    """));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Outcome> inspect(Tree tree) {
        PolicyReader reader = new PolicyReader(tree.graph());
        List<Outcome> outcomes = new ArrayList<>();
        HOLDERS.forEach((type, argument) -> {
            for (Resource holder : tree.managed(type)) {
                Range place = holder.rangeOf(argument);
                outcomes.add(Outcome.of(holder, judge(reader.read(holder.value(argument), place), place)));
            }
        });
        for (Resource role : tree.managed("aws_iam_role")) {
            List<Verdict> verdicts = new ArrayList<>();
            for (Block inline : role.blocks("inline_policy")) {
                Range place = inline.rangeOf("policy");
                if (!inline.value("policy").isNull() || inline.uncertain() != null) {
                    verdicts.add(judge(reader.read(inline.value("policy"), place), place));
                }
            }
            if (!verdicts.isEmpty()) {
                outcomes.add(Outcome.of(role, Verdict.all(verdicts)));
            }
        }
        for (Resource document : tree.graph().dataByType("aws_iam_policy_document")) {
            outcomes.add(Outcome.of(document, judge(reader.read(document), document.range())));
        }
        return outcomes;
    }

    private static Verdict judge(PolicyDocument document, Range place) {
        Match worst = document.isComplete() ? Match.NO : Match.MAYBE;
        for (Statement statement : document.statements()) {
            Match everything =
                    statement.allows().and(statement.coversAllActions()).and(statement.coversAllResources());
            if (everything.isYes()) {
                String but = statement.grant().notActions().isEmpty() ? "" : " but a few";
                return Verdict.fail(statement.place(), "it allows every action" + but + " on every resource");
            }
            worst = worst.or(everything);
        }
        if (worst == Match.MAYBE) {
            String gap = document.gap();
            return Verdict.unknown(place, gap == null ? "actions or resources that it allows are unknown" : gap);
        }
        return Verdict.pass(place, "no statement allows every action on every resource");
    }

    private static Map<String, String> holders() {
        Map<String, String> holders = new LinkedHashMap<>();
        holders.put("aws_iam_policy", "policy");
        holders.put("aws_iam_role_policy", "policy");
        holders.put("aws_iam_user_policy", "policy");
        holders.put("aws_iam_group_policy", "policy");
        holders.put("aws_ssoadmin_permission_set_inline_policy", "inline_policy");
        return holders;
    }
}
