package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Check;
import plumbline.posture.check.Controls;
import plumbline.posture.check.DataClass;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.hcl.Range;
import plumbline.posture.terraform.Resource;

/// SEG-01. A group that is open to the world is no failure by itself, for something must face the world. It fails if
/// what it guards is confidential or restricted, and is unknown if that cannot be told.
final class OpenGroups implements Check {
    private static final About ABOUT = new About(
            "SEG-01",
            "Confidential systems are not open to the world",
            Severity.CRITICAL,
            List.of(Controls.CLOUD_SEGREGATION, Controls.NETWORK_SEGREGATION),
            new Advice(
                    "A system with confidential or restricted data that the whole internet can reach is one weak "
                            + "password or unpatched flaw away from a breach.",
                    "Admit only the networks or security groups that need it, and put what faces the world, such as "
                            + "a load balancer, into a group of its own in front. Give each system a data_class tag.",
                    """
                    resource "aws_vpc_security_group_ingress_rule" "{name}" {
                      security_group_id            = aws_security_group.{name}.id
                      referenced_security_group_id = aws_security_group.load_balancer.id
                      ip_protocol                  = "tcp"
                      from_port                    = 443
                      to_port                      = 443
                    }
                    """));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Outcome> inspect(Tree tree) {
        SecurityRules rules = new SecurityRules(tree);
        GroupMembers members = new GroupMembers(tree);
        List<Outcome> outcomes = new ArrayList<>();
        List<Resource> groups = new ArrayList<>(tree.any("aws_security_group"));
        groups.addAll(tree.managed("aws_default_security_group"));
        for (Resource group : groups) {
            List<SecurityRules.Rule> ingress = rules.ingress(group);
            if (group.mode() == Resource.Mode.MANAGED || !ingress.isEmpty()) {
                outcomes.add(Outcome.of(group, judge(group, ingress, members)));
            }
        }
        for (SecurityRules.Orphan orphan : rules.orphans()) {
            outcomes.add(Outcome.of(orphan.resource(), orphan(orphan)));
        }
        return outcomes;
    }

    private static Verdict orphan(SecurityRules.Orphan orphan) {
        SecurityRules.Rule rule = orphan.rule();
        return rule.sources().isOpen() || rule.sources().unknown() != null
                ? Verdict.unknown(
                        rule.place(), from(rule.sources()) + ", but its security group is not declared in this tree")
                : Verdict.pass(rule.place(), "it is not open to the world");
    }

    private static Verdict judge(Resource group, List<SecurityRules.Rule> ingress, GroupMembers members) {
        Sources all = new Sources();
        ingress.forEach(rule -> all.addAll(rule.sources()));
        if (!all.isOpen() && all.unknown() == null) {
            return Verdict.pass(group.range(), "no ingress rule is open to the world");
        }
        Range place = place(group, ingress, all.isOpen());
        List<GroupMembers.Member> guarded = members.of(group);
        if (guarded.isEmpty()) {
            return Verdict.unknown(place, from(all) + ", but nothing in this tree is attached to it");
        }
        List<String> sensitive = new ArrayList<>();
        List<String> doubtful = new ArrayList<>();
        for (GroupMembers.Member member : guarded) {
            if (member.classification().isSensitive() && member.certain()) {
                sensitive.add(
                        member.address() + " (" + word(member.classification().dataClass()) + ")");
            } else if (member.classification().isSensitive()) {
                doubtful.add(member.address() + " is sensitive, if it exists");
            } else if (!member.classification().isKnown()) {
                doubtful.add("of " + member.address() + " the class is unknown: "
                        + member.classification().reason());
            }
        }
        if (!sensitive.isEmpty()) {
            String reason = from(all) + "; it guards " + Words.list(sensitive);
            return all.isOpen() ? Verdict.fail(place, reason) : Verdict.unknown(place, reason);
        }
        return doubtful.isEmpty()
                ? Verdict.pass(place, from(all) + ", but it guards nothing confidential or restricted")
                : Verdict.unknown(place, from(all) + "; " + Words.list(doubtful));
    }

    private static String from(Sources sources) {
        return sources.isOpen()
                ? "it lets in " + sources.openBlock()
                : "from where it lets traffic in " + sources.unknown();
    }

    private static String word(@Nullable DataClass dataClass) {
        return dataClass == null ? "" : dataClass.word();
    }

    private static Range place(Resource group, List<SecurityRules.Rule> ingress, boolean open) {
        for (SecurityRules.Rule rule : ingress) {
            if (open ? rule.sources().isOpen() : rule.sources().unknown() != null) {
                return rule.place();
            }
        }
        return ingress.isEmpty() ? group.range() : ingress.getFirst().place();
    }
}
