package plumbline.posture.value;

import java.util.Comparator;

/// Points to an attribute of a resource: `resource` is the id of a resource or of all its instances, `attribute` a
/// path such as `id` or `network_interface.subnet_id`, empty for the resource as a whole.
public record Reference(String resource, String attribute) implements Comparable<Reference> {
    private static final Comparator<Reference> ORDER =
            Comparator.comparing(Reference::resource).thenComparing(Reference::attribute);

    public Reference then(String step) {
        return new Reference(resource, attribute.isEmpty() ? step : attribute + "." + step);
    }

    @Override
    public int compareTo(Reference other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return attribute.isEmpty() ? resource : resource + "." + attribute;
    }
}
