package plumbline.posture.hcl;

/// A stretch of a source, end exclusive. Line, column and byte are worked out when asked for.
public record Range(Source source, int from, int to) {
    public Range {
        if (from < 0 || to < from || to > source.text().length()) {
            throw new IllegalArgumentException("range must lie in the text, but is " + from + ".." + to);
        }
    }

    /// The file as findings name it: relative to the scanned path, with `/`.
    public String file() {
        return source.file();
    }

    public Position start() {
        return source.position(from);
    }

    public Position end() {
        return source.position(to);
    }

    public int line() {
        return source.lineAt(from);
    }

    /// The source text itself.
    public String snippet() {
        return source.text().substring(from, to);
    }

    /// The smallest range that holds both.
    public Range to(Range other) {
        return new Range(source, Math.min(from, other.from), Math.max(to, other.to));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Range that && from == that.from && to == that.to && file().equals(that.file());
    }

    @Override
    public int hashCode() {
        return (file().hashCode() * 31 + from) * 31 + to;
    }

    @Override
    public String toString() {
        Position start = start();
        return file() + ":" + start.line() + ":" + start.column();
    }
}
