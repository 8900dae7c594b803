package plumbline.catalog;

import java.util.List;

/// Where statements come from, how well they are founded, and what a reader should know before relying on them.
public record Provenance(Confidence confidence, List<String> sources, List<String> notes) {
    public Provenance {
        sources = List.copyOf(sources);
        notes = List.copyOf(notes);
    }

    /// How well a fact is founded; {@link Catalog#definition(Confidence)} says what each level takes.
    public enum Confidence {
        HIGH,
        MEDIUM,
        LOW
    }
}
