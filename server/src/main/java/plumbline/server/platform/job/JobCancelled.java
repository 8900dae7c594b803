package plumbline.server.platform.job;

/// The work ends here because it was called off, or because the process ends.
final class JobCancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobCancelled() {
        super("called off");
    }
}
