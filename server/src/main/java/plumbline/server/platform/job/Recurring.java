package plumbline.server.platform.job;

/// Work that comes round by itself. A bean of whoever owns it; never does it run twice at once, in whichever process.
///
/// @param name as stored and in addresses, for example `standing-sweep`; it stays the same for ever
/// @param words what it does, for people
public record Recurring(String name, String words, JobTime time, Work work) {

    /// The work itself. It may run again after having been cut off at any point.
    @FunctionalInterface
    public interface Work {
        void run(JobRun run) throws InterruptedException;
    }

    public Recurring {
        JobKind.requireName(name);
    }
}
