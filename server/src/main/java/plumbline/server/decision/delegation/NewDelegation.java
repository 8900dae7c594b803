package plumbline.server.decision.delegation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A delegation as somebody asks for it.
///
/// @param email whose, who is to decide
/// @param permission the word of the one authority that is lent, or empty for all
/// @param from the first day, null for today
/// @param until the last day
record NewDelegation(
        String email,
        String permission,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        String reason) {}
