package plumbline.catalog;

/// A link from a control to one that takes its place in a later edition.
public record Successor(ControlRef from, ControlRef to, Basis basis) {
    /// Whether a link between editions was reported by a source or derived by us.
    public enum Basis {
        REPORTED,
        DERIVED
    }
}
