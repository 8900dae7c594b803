package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Attached;
import plumbline.posture.check.Check;
import plumbline.posture.check.Controls;
import plumbline.posture.check.Link;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.Resource;

/// SEG-07. AWS gives every VPC a default group that lets its members talk to each other and to anywhere. Only a managed
/// default group without any rule is closed; the VPC itself is judged where nothing manages its default group.
final class DefaultGroups implements Check {
    private static final String GROUP = "aws_default_security_group";
    private static final Link OF_VPC = new Link(GROUP, "vpc_id", FlowLogs.VPCS, "id");
    private static final Set<String> PARENTS = Set.of(GROUP, "aws_vpc", "aws_default_vpc");

    private static final About ABOUT = new About(
            "SEG-07",
            "A VPC's default security group lets nothing through",
            Severity.HIGH,
            List.of(Controls.CLOUD_SEGREGATION, Controls.NETWORK_SEGREGATION),
            new Advice(
                            "Whatever is launched without a group of its own lands in the default one. If that lets traffic "
                                    + "through, systems that nobody meant to connect can reach each other.",
                            "Manage the default security group of each VPC and give it no rule at all.",
                            """
                    resource "aws_default_security_group" "{name}" {
                      vpc_id = aws_vpc.{name}.id
                    }
                    """)
                    .and(GROUP, """
                    resource "aws_default_security_group" "{name}" {
                      vpc_id = aws_vpc.main.id
                      # no ingress, no egress
                    }
                    """));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Outcome> inspect(Tree tree) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Resource group : tree.managed(GROUP)) {
            outcomes.add(Outcome.of(group, rules(tree, group)));
        }
        for (Resource vpc : tree.managed(FlowLogs.VPCS.stream().sorted().toList())) {
            Attached groups = tree.attachments(OF_VPC).to(vpc);
            if (groups.certain().isEmpty()) {
                outcomes.add(Outcome.of(vpc, unmanaged(vpc, groups)));
            }
        }
        return outcomes;
    }

    private static Verdict unmanaged(Resource vpc, Attached groups) {
        if (RegistryModules.isCall(vpc)) {
            return Verdict.unknown(vpc.range(), "whether the module manages the default group depends on its version");
        }
        String reason = "nothing manages its default security group, which AWS leaves open among its members";
        if (groups.possible().isEmpty()) {
            return Verdict.fail(vpc.range(), reason);
        }
        Resource possible = groups.possible().getFirst();
        String why = possible.uncertain() == null
                ? "its vpc_id " + Words.why(possible.value("vpc_id"))
                : "whether it exists is unknown: " + possible.uncertain().reason();
        return Verdict.unknown(vpc.range(), reason + ", unless " + possible.address() + " does; " + why);
    }

    private static Verdict rules(Tree tree, Resource group) {
        List<Verdict> verdicts = new ArrayList<>();
        for (String direction : List.of("ingress", "egress")) {
            for (Block rule : group.blocks(direction)) {
                verdicts.add(
                        rule.uncertain() == null
                                ? Verdict.fail(rule.range(), "it has an " + direction + " rule")
                                : Verdict.unknown(
                                        rule.range(),
                                        "its " + direction + " rules are unknown: "
                                                + rule.uncertain().reason()));
            }
        }
        for (Resource rule : separateRules(tree, group)) {
            verdicts.add(Verdict.fail(rule.range(), rule.address() + " gives it a rule"));
        }
        return verdicts.isEmpty() ? Verdict.pass(group.range(), "it has no rules") : Verdict.all(verdicts);
    }

    /// Rules of their own that name the group, by itself or as its VPC's `default_security_group_id`.
    private static List<Resource> separateRules(Tree tree, Resource group) {
        Set<Resource> owners = new LinkedHashSet<>();
        owners.add(group);
        for (Resource vpc : tree.graph().referencesFrom(group, "vpc_id")) {
            owners.add(vpc);
        }
        List<Resource> rules = new ArrayList<>();
        for (Resource owner : owners) {
            if (PARENTS.contains(owner.type())) {
                tree.graph().referrersTo(owner).stream()
                        .filter(edge -> edge.attribute().equals("security_group_id")
                                && SecurityRules.TYPES.contains(edge.from().type())
                                && (owner.equals(group) || edge.target().equals("default_security_group_id")))
                        .forEach(edge -> rules.add(edge.from()));
            }
        }
        return rules;
    }
}
