package plumbline.server.platform.job;

import org.jspecify.annotations.Nullable;

/// Which runs a list shows.
///
/// @param job the name of one job, or empty
/// @param state or null for any
/// @param words that occur in the job, what it is about, who asked or its error; or empty
public record JobFilter(String job, @Nullable JobState state, String words) {
    public static final JobFilter ALL = new JobFilter("", null, "");
}
