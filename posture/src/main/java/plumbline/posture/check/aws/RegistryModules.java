package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import plumbline.posture.terraform.ModuleCall;
import plumbline.posture.terraform.Resource;
import plumbline.posture.terraform.ResourceGraph;

/// Registry modules that most trees of Terraform call. Their source is not in the tree, but what their arguments mean
/// is public knowledge: a call stands for the one resource that the module is about, with the call's arguments.
public final class RegistryModules {
    private static final Map<String, String> TYPES = Map.of(
            "terraform-aws-modules/s3-bucket/aws", "aws_s3_bucket",
            "terraform-aws-modules/vpc/aws", "aws_vpc",
            "terraform-aws-modules/security-group/aws", "aws_security_group");

    private RegistryModules() {}

    /// The graph with a resource for each such call. The resource bears the call's id and address, so that references
    /// to the module's outputs lead to it.
    public static ResourceGraph standIn(ResourceGraph graph) {
        List<Resource> all = new ArrayList<>(graph.resources());
        for (ModuleCall call : graph.moduleCalls()) {
            String type = TYPES.get(plain(call.source()));
            if (type != null) {
                all.add(resource(call, type));
            }
        }
        return all.size() == graph.resources().size() ? graph : new ResourceGraph(all, graph.moduleCalls());
    }

    /// Whether a resource stands for a call.
    static boolean isCall(Resource resource) {
        return !resource.address().contains(resource.type() + "." + resource.name());
    }

    private static Resource resource(ModuleCall call, String type) {
        return new Resource(
                call.id(),
                call.address(),
                Resource.Mode.MANAGED,
                type,
                call.name(),
                call.provider(),
                call.body(),
                call.body().value("tags"),
                call.uncertain());
    }

    /// The source without the registry's host and the submodule.
    private static String plain(String source) {
        String name = source.startsWith("registry.terraform.io/")
                ? source.substring("registry.terraform.io/".length())
                : source;
        int submodule = name.indexOf("//");
        return submodule < 0 ? name : name.substring(0, submodule);
    }
}
