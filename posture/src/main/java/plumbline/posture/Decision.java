package plumbline.posture;

/// What a scan means for a pipeline, with the exit code by which a command says so.
public enum Decision {
    PASSED(0),
    FINDINGS(1),
    UNDECIDED(3);

    private final int exitCode;

    Decision(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
