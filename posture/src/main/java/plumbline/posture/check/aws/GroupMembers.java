package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import plumbline.posture.check.Classification;
import plumbline.posture.check.Label;
import plumbline.posture.check.Tree;
import plumbline.posture.policy.Entries;
import plumbline.posture.terraform.Attribute;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.Edge;
import plumbline.posture.terraform.ModuleCall;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Null;
import plumbline.posture.value.Reference;
import plumbline.posture.value.Text;
import plumbline.posture.value.Value;

/// What stands behind a security group: whatever is attached to it, directly, through a network interface, or through
/// a launch template, and by id or, where AWS allows it, by name.
final class GroupMembers {
    private static final Set<String> NO_MEMBERS = Set.of(
            "aws_security_group",
            "aws_default_security_group",
            "aws_security_group_rule",
            "aws_vpc_security_group_ingress_rule",
            "aws_vpc_security_group_egress_rule",
            "aws_vpc_security_group_vpc_association",
            "aws_ram_resource_association",
            "aws_ssm_parameter");
    private static final Set<String> CARRIERS =
            Set.of("aws_network_interface", "aws_launch_template", "aws_launch_configuration");
    private static final Set<String> BY_NAME = Set.of("aws_instance", "aws_launch_configuration", "aws_elb");

    /// Something attached, and its class.
    record Member(String address, Classification classification, boolean certain) {}

    private final Tree tree;

    GroupMembers(Tree tree) {
        this.tree = tree;
    }

    List<Member> of(Resource group) {
        Set<Resource> direct = new LinkedHashSet<>();
        for (Edge edge : tree.graph().referrersTo(group)) {
            if (attaches(edge)) {
                direct.addAll(attached(edge.from()));
            }
        }
        direct.addAll(byName(group));
        List<Member> members = new ArrayList<>();
        for (Resource resource : direct) {
            members.add(member(resource));
        }
        for (ModuleCall call : tree.graph().moduleCalls()) {
            if (names(call, group)) {
                members.add(
                        new Member(call.address(), Classification.of(call.body().value("tags")), true));
            }
        }
        return members;
    }

    private static boolean attaches(Edge edge) {
        String argument = edge.attribute().substring(edge.attribute().lastIndexOf('.') + 1);
        return edge.from().mode() == Resource.Mode.MANAGED
                && !NO_MEMBERS.contains(edge.from().type())
                && argument.contains("security_group")
                && !argument.contains("source")
                && !RegistryModules.isCall(edge.from());
    }

    private List<Resource> attached(Resource from) {
        if (!from.type().equals("aws_network_interface_sg_attachment")) {
            return List.of(from);
        }
        return tree.graph().resolve(from.value("network_interface_id"));
    }

    private List<Resource> byName(Resource group) {
        List<Resource> found = new ArrayList<>();
        if (group.value("name") instanceof Text name) {
            for (String type : BY_NAME.stream().sorted().toList()) {
                for (Resource resource : tree.managed(type)) {
                    boolean same = Tree.rootOf(resource).equals(Tree.rootOf(group));
                    if (same
                            && Entries.of(resource.value("security_groups"))
                                    .items()
                                    .contains(name)) {
                        found.add(resource);
                    }
                }
            }
        }
        return found;
    }

    /// Whether a call of a module that is not in the tree is given the group.
    private boolean names(ModuleCall call, Resource group) {
        for (Attribute attribute : call.body().attributes()) {
            if (attribute.name().contains("security_group") && !attribute.name().contains("source")) {
                for (Reference reference : attribute.references()) {
                    if (tree.graph().resolve(reference).contains(group)
                            && !call.id().equals(group.id())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// An interface or template has the class of what uses it, unless it has one of its own.
    private Member member(Resource resource) {
        List<Resource> chain = new ArrayList<>();
        chain.add(resource);
        if (CARRIERS.contains(resource.type())) {
            chain.addAll(users(resource));
        }
        Member best = null;
        for (Resource link : chain) {
            Classification found = classOf(link);
            Member member = new Member(link.address(), found, link.uncertain() == null);
            if (best == null || outranks(found, best.classification())) {
                best = member;
            }
        }
        return best == null ? new Member(resource.address(), classOf(resource), true) : best;
    }

    private static boolean outranks(Classification one, Classification other) {
        return (one.isSensitive() && !other.isSensitive()) || (one.isKnown() && !other.isKnown());
    }

    private List<Resource> users(Resource carrier) {
        Set<Resource> users = new LinkedHashSet<>();
        for (Edge edge : tree.graph().referrersTo(carrier)) {
            Resource from = edge.from();
            if (from.type().equals("aws_network_interface_attachment")) {
                users.addAll(tree.graph().resolve(from.value("instance_id")));
            } else if (from.mode() == Resource.Mode.MANAGED && !NO_MEMBERS.contains(from.type())) {
                users.add(from);
            }
        }
        for (Block attachment : carrier.blocks("attachment")) {
            users.addAll(tree.graph().resolve(attachment.value("instance")));
        }
        users.removeIf(user -> user.type().equals("aws_network_interface_sg_attachment")
                || user.type().equals("aws_eip")
                || user.type().equals("aws_eip_association"));
        return List.copyOf(users);
    }

    /// The most sensitive class of its own tags and of those that it gives to what it starts.
    private static Classification classOf(Resource resource) {
        List<Value> given = new ArrayList<>();
        for (Block specification : resource.blocks("tag_specifications")) {
            given.add(specification.value("tags"));
        }
        given.add(groupTags(resource));
        Classification best = Classification.of(resource);
        for (Value tags : given) {
            Classification found = Classification.of(tags);
            boolean open = !best.isKnown() && !Label.DATA_CLASS.in(tags).isNull();
            best = outranks(found, best) || open ? found : best;
        }
        return best;
    }

    /// The tags of an auto scaling group, which writes each as a block.
    static Value groupTags(Resource resource) {
        Map<String, Value> tags = new TreeMap<>();
        for (Block tag : resource.blocks("tag")) {
            tag.value("key").asText().ifPresent(key -> tags.put(key, tag.value("value")));
        }
        return tags.isEmpty() ? Null.NULL : Value.object(tags);
    }
}
