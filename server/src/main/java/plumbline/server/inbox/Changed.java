package plumbline.server.inbox;

/// What came of acting on a task.
public sealed interface Changed {
    record Done(Task task) implements Changed {}

    /// Somebody else changed the task since it was read.
    record Stale() implements Changed {}

    /// It cannot be done, for a reason that the person can act on.
    record Refused(String why) implements Changed {}
}
