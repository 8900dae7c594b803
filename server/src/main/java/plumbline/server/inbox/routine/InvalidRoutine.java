package plumbline.server.inbox.routine;

/// A field of a routine cannot be taken; the rule stands beside the field.
final class InvalidRoutine extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String rule;

    InvalidRoutine(String field, String rule) {
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
