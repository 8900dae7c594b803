package plumbline.server.control.statement;

/// What came of putting the draft up for approval.
sealed interface Submitted {
    /// It is a version now, and somebody decides on it.
    record InReview(StatementVersion version) implements Submitted {}

    /// There is nothing to decide on, or something is in review already; in words for people.
    record Refused(String why) implements Submitted {}
}
