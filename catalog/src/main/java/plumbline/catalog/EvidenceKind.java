package plumbline.catalog;

import java.time.Duration;

/// A kind of record that can prove a control, and how long such a record stays fresh.
public record EvidenceKind(
        String id, String name, String proves, Collection collection, Aspect aspect, Duration freshness) {

    /// How such a record comes in.
    public enum Collection {
        AUTOMATED,
        MANUAL,
        EITHER
    }

    /// What such a record speaks of: how the control is designed, or that it operates.
    public enum Aspect {
        DESIGN,
        OPERATION
    }
}
