package plumbline.posture.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plumbline.posture.terraform.Resource;
import plumbline.posture.terraform.ResourceGraph;

/// The resources of a scan with the joins that several checks ask for, each worked out once.
public final class Tree {
    private final ResourceGraph graph;
    private final Map<Link, Attachments> attachments = new HashMap<>();

    public Tree(ResourceGraph graph) {
        this.graph = graph;
    }

    public ResourceGraph graph() {
        return graph;
    }

    /// Managed resources of a type.
    public List<Resource> managed(String type) {
        return graph.byType(type);
    }

    /// Managed resources of several types.
    public List<Resource> managed(List<String> types) {
        List<Resource> found = new ArrayList<>();
        types.forEach(type -> found.addAll(graph.byType(type)));
        return found;
    }

    /// Managed resources and data sources of a type.
    public List<Resource> any(String type) {
        List<Resource> found = new ArrayList<>(graph.byType(type));
        found.addAll(graph.dataByType(type));
        return found;
    }

    /// What belongs to whom over a link.
    public Attachments attachments(Link link) {
        Attachments known = attachments.get(link);
        if (known == null) {
            known = new Attachments(this, link);
            attachments.put(link, known);
        }
        return known;
    }

    /// The directory of the root module that a resource is deployed from, empty for the scanned path itself.
    public static String rootOf(Resource resource) {
        return resource.root();
    }
}
