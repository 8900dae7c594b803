package plumbline.posture.hcl;

/// A place in a file: line and column count from 1, the column in user-perceived characters; `offset` counts UTF-8
/// bytes from 0.
public record Position(int line, int column, int offset) {}
