package plumbline.catalog;

import java.util.List;

/// The ids of another framework that answer to a control: those its publisher linked, and those we added.
public record Mapping(List<String> published, List<String> derived) {
    static final Mapping NONE = new Mapping(List.of(), List.of());

    public Mapping {
        published = List.copyOf(published);
        derived = List.copyOf(derived);
    }

    public boolean isEmpty() {
        return published.isEmpty() && derived.isEmpty();
    }
}
