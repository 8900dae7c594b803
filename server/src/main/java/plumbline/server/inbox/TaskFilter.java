package plumbline.server.inbox;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which tasks a list shows.
///
/// @param whose `mine`, empty for all that the viewer may see, or an owner's key
/// @param open true for open ones, false for closed ones
/// @param serviceId only of this service, or null
record TaskFilter(
        Viewer viewer,
        String whose,
        boolean open,
        @Nullable LocalDate dueFrom,
        @Nullable LocalDate dueTo,
        String kind,
        @Nullable Long serviceId,
        String words,
        Order order) {
    static final String MINE = "mine";

    /// In which order, and after which row.
    record Order(By by, boolean down, Optional<Place> after) {
        /// Name of the list, which its cursors carry.
        String list() {
            return "tasks by " + (down ? "-" : "") + by.name();
        }
    }

    enum By {
        DEADLINE,
        CHANGED
    }

    /// Where a row stands: its day or moment as text, and its number.
    record Place(String value, long number) {}

    TaskFilter from(Optional<Place> place) {
        return new TaskFilter(
                viewer,
                whose,
                open,
                dueFrom,
                dueTo,
                kind,
                serviceId,
                words,
                new Order(order.by(), order.down(), place));
    }
}
