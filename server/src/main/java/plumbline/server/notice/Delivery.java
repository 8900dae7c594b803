package plumbline.server.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one recipient was told by one way, for administrators: whom, not what.
///
/// @param to the person's name, or the chat's
/// @param reason why it is as it is, where that needs saying
/// @param dueAt when it is tried next, if it waits
public record Delivery(
        long id,
        String kind,
        Way way,
        @Nullable String to,
        DeliveryState state,
        String reason,
        int tries,
        Instant dueAt,
        Instant changedAt) {}
