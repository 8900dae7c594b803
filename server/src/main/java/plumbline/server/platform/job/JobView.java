package plumbline.server.platform.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Actor;

/// One run of a job, as it stands.
///
/// @param job the name of its [Recurring] or [JobKind]
/// @param once whether somebody asked for it; otherwise it came round by itself
/// @param attempt how often it was begun
public record JobView(
        long id,
        String job,
        boolean once,
        JobState state,
        Actor actor,
        String about,
        Times times,
        Progress progress,
        Outcome outcome,
        int attempt,
        @Nullable String process) {

    public record Times(
            Instant due,
            @Nullable Instant started,
            @Nullable Instant ended) {}

    /// How far it is.
    ///
    /// @param total 0 when not known
    /// @param cancelAsked whether somebody called it off
    public record Progress(long done, long total, String what, boolean cancelAsked) {}

    /// What came of it.
    ///
    /// @param path where to find it, or empty
    /// @param error what went wrong, in one line, or empty
    /// @param detail more of it, for administrators
    public record Outcome(String path, String error, String detail) {}
}
