package plumbline.server.platform.job;

/// The work ends here because it was called off, or because the process ends.
public final class JobCancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobCancelled() {
        super("called off");
    }
}
