package plumbline.server.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of a record's history: when, who, what, and where it is proven.
public record Event(
        Instant at, String who, String what, @Nullable String href) {
    public Event {
        if (href != null) {
            Links.safe(href);
        }
    }
}
