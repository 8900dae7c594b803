package plumbline.catalog;

/// What ISO/IEC 27017 does with a control: adds cloud guidance to it, adds the control itself, or leaves it as it is.
public enum ControlKind {
    /// Of ISO/IEC 27002, with cloud guidance added.
    GUIDED,
    /// Added by ISO/IEC 27017 itself.
    CLOUD,
    /// Of ISO/IEC 27002, without cloud guidance.
    BASE
}
