package plumbline.catalog;

/// The four duties into which responsibility for a control is split.
public enum Duty {
    OWNS,
    IMPLEMENTS,
    MONITORS,
    EVIDENCES
}
