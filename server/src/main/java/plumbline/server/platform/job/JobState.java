package plumbline.server.platform.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a run of a job stands. The words are those of the database and the API.
public enum JobState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED,
    /// Its process ended before it did; it has been begun again since.
    INTERRUPTED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }

    public static Optional<JobState> find(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
