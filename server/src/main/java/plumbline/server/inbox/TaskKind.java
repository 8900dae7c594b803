package plumbline.server.inbox;

/// A kind of task and what people call it. A bean of the area that opens such tasks.
///
/// @param word for example `evidence.renew`
/// @param label for example "Evidence to renew"
public record TaskKind(String word, String label) {
    /// What somebody wrote down by hand.
    static final TaskKind BY_HAND = new TaskKind("manual", "Written by hand");
}
