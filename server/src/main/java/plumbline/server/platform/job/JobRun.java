package plumbline.server.platform.job;

import java.time.Instant;

/// One run of a job, as its work sees it: where it says how far it is and hears whether to go on.
public interface JobRun {

    /// The time now as the server reckons it.
    Instant now();

    /// Says how far it is. Cheap enough to call at every step: it is kept about once a second.
    ///
    /// @param total how much there is, 0 if that is not known
    /// @param what is being done, for people
    void progress(long done, long total, String what);

    /// Whether to end now: somebody called the job off, or the process is ending.
    boolean cancelled();

    /// Ends the work here when it is to end.
    ///
    /// @throws JobCancelled if so
    default void stopIfCancelled() {
        if (cancelled()) {
            throw new JobCancelled();
        }
    }

    /// Says that there was nothing to do, so that this run is not worth a line in the history.
    void idle();

    /// Says where that which came out can be found.
    ///
    /// @param path of ours, for example `/packs/PCK-7`
    void leadsTo(String path);
}
