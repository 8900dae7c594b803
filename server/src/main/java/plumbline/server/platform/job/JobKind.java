package plumbline.server.platform.job;

import plumbline.ledger.json.JsonObject;

/// A kind of work that somebody asks for, once for each asking. A bean of whoever owns it; [Jobs#start] asks for one.
///
/// @param name as stored and in addresses, for example `import-people`; it stays the same for ever
/// @param words what it does, for people
public record JobKind(String name, String words, Work work) {

    /// The work itself. It may run again after having been cut off at any point; when it fails it is not tried again.
    @FunctionalInterface
    public interface Work {
        void run(JsonObject data, JobRun run) throws InterruptedException;
    }

    public JobKind {
        requireName(name);
    }

    static void requireName(String name) {
        if (!name.matches("[a-z][a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException(
                    "a job's name must be small letters, digits and hyphens, but is " + name);
        }
    }
}
