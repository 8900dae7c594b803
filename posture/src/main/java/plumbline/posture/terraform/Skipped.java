package plumbline.posture.terraform;

/// A file, or a part of one, that was not evaluated, and why.
public record Skipped(String file, String reason) {}
