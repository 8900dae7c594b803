package plumbline.server.review;

import java.util.List;
import plumbline.server.web.Event.Difference;

/// What became of a [Ballot].
public sealed interface Decided {

    /// It is decided, and has taken effect.
    record Done(List<Item> items) implements Decided {}

    /// Some of it is no longer as the reviewer saw it; nothing was decided.
    record Late(List<Stale> items) implements Decided {
        String words() {
            return items.size() == 1
                    ? "One access is no longer as you saw it. Nothing was decided: look at it as it is now."
                    : items.size() + " of them are no longer as you saw them. Nothing was decided: look at them as they"
                            + " are now.";
        }
    }

    /// The reviewer may not decide this.
    record Refused(String why) implements Decided {}

    /// An item that changed.
    ///
    /// @param why in words: `It has ended.`
    /// @param seen what to send along to decide on it as it is now; empty when it cannot be decided
    record Stale(Item item, String why, String seen, List<Difference> changes) {}
}
