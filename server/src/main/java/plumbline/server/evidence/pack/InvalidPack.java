package plumbline.server.evidence.pack;

/// What somebody asked for cannot be a pack.
final class InvalidPack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String rule;

    InvalidPack(String field, String rule) {
        super(field + " " + rule);
        this.field = field;
        this.rule = rule;
    }

    String field() {
        return field;
    }

    String rule() {
        return rule;
    }
}
