package plumbline.server.inbox;

/// How a task ended.
///
/// @param state done or cancelled
/// @param why in a line; may be empty when it is done
public record Outcome(Task.State state, String why) {
    public static final int MAX = 500;

    public Outcome {
        if (state == Task.State.OPEN) {
            throw new IllegalArgumentException("state must be done or cancelled, but is open");
        }
        why = why.strip();
        if (why.length() > MAX) {
            throw new IllegalArgumentException("why must have at most 500 characters, but has " + why.length());
        }
    }

    public static Outcome done(String why) {
        return new Outcome(Task.State.DONE, why);
    }

    public static Outcome cancelled(String why) {
        return new Outcome(Task.State.CANCELLED, why);
    }
}
