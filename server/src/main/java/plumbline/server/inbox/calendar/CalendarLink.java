package plumbline.server.inbox.calendar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// That a person has an address of the calendar; the address itself is known to nobody but them.
public record CalendarLink(Instant createdAt, @Nullable Instant usedAt) {}
