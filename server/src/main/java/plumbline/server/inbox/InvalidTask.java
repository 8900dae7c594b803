package plumbline.server.inbox;

/// A field of a task cannot be taken; the rule stands beside the field.
final class InvalidTask extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String rule;

    InvalidTask(String field, String rule) {
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
