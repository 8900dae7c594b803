package plumbline.server.platform.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A recurring job as an administrator sees it.
///
/// @param words what it does
/// @param time when it comes round, in words
/// @param next when it is due, or null before its first start
/// @param running the run that is on, or null
/// @param last the newest run that ended and is kept, or null
public record DueJob(
        String name,
        String words,
        String time,
        @Nullable Instant next,
        @Nullable JobView running,
        @Nullable JobView last) {}
