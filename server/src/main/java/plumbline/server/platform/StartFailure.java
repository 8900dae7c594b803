package plumbline.server.platform;

/// Plumbline cannot start, and the operator can mend it: one line that says what is wrong and what to do.
/// The process prints it and ends with exit code 2.
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailure(String whatAndWhatToDo) {
        super(whatAndWhatToDo);
    }

    public StartFailure(String whatAndWhatToDo, Throwable cause) {
        super(whatAndWhatToDo, cause);
    }
}
