package plumbline.posture.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Reference;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// Who belongs to whom over one link, worked out once for a whole tree.
///
/// A known name decides by equality, within one root module. An unknown name that is exactly another resource's
/// attribute decides by that reference, also through a sibling (`bucket = aws_s3_bucket_policy.x.bucket`). A choice
/// between several, or a name of which nothing is known, is possible for each of them but certain for none.
public final class Attachments {
    private static final int LONGEST_CHAIN = 8;

    private final Tree tree;
    private final Link link;
    private final Map<String, List<Resource>> certain = new HashMap<>();
    private final Map<String, List<Resource>> possible = new HashMap<>();
    private final Map<String, List<Resource>> anywhere = new HashMap<>();
    private final List<Resource> homeless = new ArrayList<>();

    Attachments(Tree tree, Link link) {
        this.tree = tree;
        this.link = link;
        Map<String, List<Resource>> named = parentsByName();
        for (Resource child : tree.managed(link.child())) {
            place(child, named);
        }
    }

    /// What belongs to a resource.
    public Attached to(Resource parent) {
        List<Resource> sure = new ArrayList<>();
        List<Resource> maybe = new ArrayList<>(possible.getOrDefault(parent.id(), List.of()));
        for (Resource child : certain.getOrDefault(parent.id(), List.of())) {
            (existsWith(child, parent) ? sure : maybe).add(child);
        }
        maybe.addAll(anywhere.getOrDefault(Tree.rootOf(parent), List.of()));
        maybe.sort(Comparator.comparing(Resource::id));
        return new Attached(sure, maybe);
    }

    /// Children whose parent is not in the tree, or cannot be told.
    public List<Resource> homeless() {
        return List.copyOf(homeless);
    }

    /// Whether a child surely exists wherever its parent does: always, or on the same unknown condition.
    private static boolean existsWith(Resource child, Resource parent) {
        Unknown doubt = child.uncertain();
        return doubt == null || doubt.equals(parent.uncertain());
    }

    private Map<String, List<Resource>> parentsByName() {
        Map<String, List<Resource>> named = new HashMap<>();
        for (String type : link.parents().stream().sorted().toList()) {
            for (Resource parent : tree.any(type)) {
                if (parent.value(link.name()) instanceof Text(String name)) {
                    named.computeIfAbsent(nameKey(parent, name), _ -> new ArrayList<>())
                            .add(parent);
                }
            }
        }
        return named;
    }

    private void place(Resource child, Map<String, List<Resource>> named) {
        Value value = child.value(link.argument());
        if (value instanceof Text(String name)) {
            List<Resource> parents = named.getOrDefault(nameKey(child, name), List.of());
            parents.forEach(parent -> add(certain, parent.id(), child));
            if (parents.isEmpty()) {
                homeless.add(child);
            }
            return;
        }
        if (!(value instanceof Unknown unknown)) {
            homeless.add(child);
            return;
        }
        Set<Resource> parents = new LinkedHashSet<>();
        boolean elsewhere = follow(unknown, parents, LONGEST_CHAIN);
        if (parents.size() == 1 && !elsewhere) {
            add(certain, parents.iterator().next().id(), child);
            return;
        }
        parents.forEach(parent -> add(possible, parent.id(), child));
        if (parents.isEmpty()) {
            homeless.add(child);
            if (unknown.sources().isEmpty()) {
                add(anywhere, Tree.rootOf(child), child);
            }
        }
    }

    /// Collects the parents that a value stands for; true if it may stand for something else as well.
    private boolean follow(Unknown unknown, Set<Resource> parents, int chain) {
        if (!unknown.pieces().isEmpty()) {
            return true;
        }
        boolean elsewhere = unknown.sources().isEmpty();
        for (Reference source : unknown.sources()) {
            List<Resource> found = tree.graph().resolve(source);
            elsewhere |= found.isEmpty();
            for (Resource resource : found) {
                if (link.isParent(resource)) {
                    parents.add(resource);
                } else if (chain > 0 && resource.value(link.argument()) instanceof Unknown next) {
                    elsewhere |= follow(next, parents, chain - 1);
                } else {
                    elsewhere = true;
                }
            }
        }
        return elsewhere;
    }

    private static void add(Map<String, List<Resource>> map, String key, Resource child) {
        map.computeIfAbsent(key, _ -> new ArrayList<>()).add(child);
    }

    private static String nameKey(Resource resource, String name) {
        return Tree.rootOf(resource) + "\n" + name;
    }
}
