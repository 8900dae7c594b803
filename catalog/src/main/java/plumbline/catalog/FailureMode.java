package plumbline.catalog;

/// A way in which cloud security fails, how it shows, and which signal tells.
public record FailureMode(String id, String name, String symptom, String signal) {}
