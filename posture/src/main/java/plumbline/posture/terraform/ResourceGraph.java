package plumbline.posture.terraform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.posture.value.Reference;
import plumbline.posture.value.Value;

/// All resources of a tree, in a fixed order, and who refers to whom.
public final class ResourceGraph {
    private final List<Resource> resources;
    private final List<ModuleCall> moduleCalls;
    private final Map<String, List<Resource>> byType = new HashMap<>();
    private final Map<String, Resource> byId = new HashMap<>();
    private final Map<String, List<Resource>> byPlainId = new HashMap<>();
    private final Map<String, List<Edge>> outgoing = new HashMap<>();
    private final Map<String, List<Edge>> incoming = new HashMap<>();

    public ResourceGraph(Collection<Resource> resources) {
        this(resources, List.of());
    }

    public ResourceGraph(Collection<Resource> resources, Collection<ModuleCall> moduleCalls) {
        this.moduleCalls = List.copyOf(moduleCalls);
        this.resources = List.copyOf(resources);
        for (Resource resource : this.resources) {
            byId.putIfAbsent(resource.id(), resource);
            byType.computeIfAbsent(key(resource.mode(), resource.type()), _ -> new ArrayList<>())
                    .add(resource);
            byPlainId
                    .computeIfAbsent(withoutInstance(resource.id()), _ -> new ArrayList<>())
                    .add(resource);
        }
        for (Resource resource : this.resources) {
            connect(resource, "", resource.body());
        }
    }

    public List<Resource> resources() {
        return resources;
    }

    /// Calls of modules that are not in the tree.
    public List<ModuleCall> moduleCalls() {
        return moduleCalls;
    }

    /// Managed resources of a type.
    public List<Resource> byType(String type) {
        return List.copyOf(byType.getOrDefault(key(Resource.Mode.MANAGED, type), List.of()));
    }

    /// Data sources of a type.
    public List<Resource> dataByType(String type) {
        return List.copyOf(byType.getOrDefault(key(Resource.Mode.DATA, type), List.of()));
    }

    public Optional<Resource> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The resource that a reference points to; all its instances if it does not say which.
    public List<Resource> resolve(Reference reference) {
        Resource exact = byId.get(reference.resource());
        return exact != null ? List.of(exact) : List.copyOf(byPlainId.getOrDefault(reference.resource(), List.of()));
    }

    /// The resources that the unknown parts of a value would come from.
    public List<Resource> resolve(Value value) {
        Set<Resource> found = new LinkedHashSet<>();
        for (Reference reference : value.references()) {
            found.addAll(resolve(reference));
        }
        return List.copyOf(found);
    }

    public List<Edge> referencesFrom(Resource resource) {
        return List.copyOf(outgoing.getOrDefault(resource.id(), List.of()));
    }

    /// What an argument refers to, as the path `ingress.security_groups` or the block `ingress` as a whole.
    public List<Resource> referencesFrom(Resource resource, String attribute) {
        Set<Resource> found = new LinkedHashSet<>();
        for (Edge edge : outgoing.getOrDefault(resource.id(), List.of())) {
            if (edge.attribute().equals(attribute) || edge.attribute().startsWith(attribute + ".")) {
                found.add(edge.to());
            }
        }
        return List.copyOf(found);
    }

    public List<Edge> referrersTo(Resource resource) {
        return List.copyOf(incoming.getOrDefault(resource.id(), List.of()));
    }

    /// Managed resources of a type that refer to this one by any argument.
    public List<Resource> referrersTo(Resource resource, String type) {
        Set<Resource> found = new LinkedHashSet<>();
        for (Edge edge : incoming.getOrDefault(resource.id(), List.of())) {
            if (edge.from().type().equals(type) && edge.from().mode() == Resource.Mode.MANAGED) {
                found.add(edge.from());
            }
        }
        return List.copyOf(found);
    }

    private void connect(Resource from, String path, Block block) {
        for (Attribute attribute : block.attributes()) {
            for (Reference reference : attribute.references()) {
                for (Resource to : resolve(reference)) {
                    Edge edge = new Edge(from, path + attribute.name(), to, reference.attribute(), attribute.range());
                    outgoing.computeIfAbsent(from.id(), _ -> new ArrayList<>()).add(edge);
                    incoming.computeIfAbsent(to.id(), _ -> new ArrayList<>()).add(edge);
                }
            }
        }
        for (Block nested : block.blocks()) {
            connect(from, path + nested.type() + ".", nested);
        }
    }

    private static String key(Resource.Mode mode, String type) {
        return mode == Resource.Mode.DATA ? "data." + type : type;
    }

    static String withoutInstance(String id) {
        if (!id.endsWith("]")) {
            return id;
        }
        boolean quoted = id.endsWith("\"]");
        int open = quoted ? id.lastIndexOf("[\"") : id.lastIndexOf('[');
        return open < 0 ? id : id.substring(0, open);
    }
}
