package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plumbline.posture.check.Tree;
import plumbline.posture.hcl.Range;
import plumbline.posture.policy.Entries;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Value;

/// The ingress rules of security groups, whether written in the group or as resources of their own.
final class SecurityRules {
    static final Set<String> TYPES = Set.of(
            "aws_security_group_rule", "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule");

    /// One rule: from where it admits, and where that is written.
    record Rule(Sources sources, Range place, String address) {}

    private final Tree tree;
    private final Map<String, List<Rule>> byGroup = new HashMap<>();
    private final List<Orphan> orphans = new ArrayList<>();

    /// A rule whose group is not declared in the tree.
    record Orphan(Resource resource, Rule rule) {}

    SecurityRules(Tree tree) {
        this.tree = tree;
        for (String type : TYPES.stream().sorted().toList()) {
            for (Resource resource : tree.managed(type)) {
                if (isIngress(resource)) {
                    place(resource);
                }
            }
        }
    }

    List<Orphan> orphans() {
        return orphans;
    }

    List<Rule> ingress(Resource group) {
        List<Rule> rules = new ArrayList<>();
        for (Block block : group.blocks("ingress")) {
            rules.add(rule(group, block));
        }
        if (RegistryModules.isCall(group)) {
            rules.add(ofModule(group));
        }
        rules.addAll(byGroup.getOrDefault(group.id(), List.of()));
        return rules;
    }

    private void place(Resource resource) {
        Rule rule = rule(resource, resource.body());
        boolean placed = false;
        for (Resource group : tree.graph().resolve(resource.value("security_group_id"))) {
            if (group.type().equals("aws_security_group") || group.type().equals("aws_default_security_group")) {
                byGroup.computeIfAbsent(group.id(), _ -> new ArrayList<>()).add(rule);
                placed = true;
            }
        }
        if (!placed) {
            orphans.add(new Orphan(resource, rule));
        }
    }

    private static boolean isIngress(Resource rule) {
        return switch (rule.type()) {
            case "aws_vpc_security_group_egress_rule" -> false;
            case "aws_vpc_security_group_ingress_rule" -> true;
            default -> rule.value("type").asText().orElse("ingress").equals("ingress");
        };
    }

    private Rule rule(Resource owner, Block block) {
        Sources sources = new Sources();
        Range place = block.range();
        for (String argument : List.of("cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6")) {
            Value value = block.value(argument);
            if (!value.isNull()) {
                place = sources.isOpen() ? place : block.rangeOf(argument);
                sources.add(value);
            }
        }
        for (String argument : List.of("prefix_list_ids", "prefix_list_id")) {
            for (Value list : Entries.of(block.value(argument)).items()) {
                addPrefixList(sources, list);
            }
        }
        if (block.uncertain() != null) {
            sources.addUnknown(block.uncertain().reason());
        }
        if (owner.uncertain() != null && TYPES.contains(owner.type())) {
            sources.doubt(owner.uncertain().reason());
        }
        return new Rule(sources, place, owner.address());
    }

    private void addPrefixList(Sources sources, Value list) {
        List<Resource> found = tree.graph().resolve(list);
        if (found.size() != 1 || !found.getFirst().type().equals("aws_ec2_managed_prefix_list")) {
            sources.addUnknown("a prefix list whose entries are not declared here");
            return;
        }
        for (Block entry : found.getFirst().blocks("entry")) {
            sources.add(entry.value("cidr"));
        }
    }

    private static Rule ofModule(Resource call) {
        Sources sources = new Sources();
        Range place = call.range();
        for (String argument : List.of("ingress_cidr_blocks", "ingress_ipv6_cidr_blocks")) {
            Value value = call.value(argument);
            if (!value.isNull()) {
                place = sources.isOpen() ? place : call.rangeOf(argument);
                sources.add(value);
            }
        }
        for (String argument : List.of("ingress_with_cidr_blocks", "ingress_with_ipv6_cidr_blocks")) {
            if (call.value(argument) instanceof Sequence rules) {
                for (Value rule : rules.items()) {
                    Value given = rule.get(argument.contains("ipv6") ? "ipv6_cidr_blocks" : "cidr_blocks");
                    place = sources.isOpen() ? place : call.rangeOf(argument);
                    sources.add(given instanceof Text(String text) ? split(text) : given);
                }
            } else if (call.value(argument).isUnknown()) {
                sources.add(call.value(argument));
            }
        }
        return new Rule(sources, place, call.address());
    }

    /// The module takes several blocks in one text, separated by commas.
    private static Value split(String text) {
        List<Value> blocks = new ArrayList<>();
        for (String block : text.split(",", -1)) {
            blocks.add(Value.of(block.strip()));
        }
        return Value.tuple(blocks);
    }
}
