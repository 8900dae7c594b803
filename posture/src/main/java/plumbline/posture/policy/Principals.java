package plumbline.posture.policy;

/// To whom a statement applies.
public enum Principals {
    /// None is named, as in policies attached to an identity.
    UNNAMED,
    /// Everyone, known to AWS or not.
    EVERYONE,
    /// Only those named.
    SOME,
    UNKNOWN;

    public Match isEveryone() {
        return this == UNKNOWN ? Match.MAYBE : Match.of(this == EVERYONE);
    }
}
