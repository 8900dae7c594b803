package plumbline.server.platform;

/// Who acts, as the journal keeps it.
///
/// @param id stable, for example `account:12` or `token:3`
/// @param name as people know it at this moment
public record Actor(Kind kind, String id, String name) {
    /// Plumbline itself: jobs, start-up, the command line on the machine.
    public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "system", "Plumbline");

    /// Somebody who has not signed in.
    public static final Actor NOBODY = new Actor(Kind.NOBODY, "nobody", "Nobody signed in");

    /// What kind of actor it is; the words are those of the database.
    public enum Kind {
        PERSON("person"),
        SERVICE_ACCOUNT("service account"),
        SYSTEM("system"),
        NOBODY("nobody"),
        EXTERNAL_PARTY("external party");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
