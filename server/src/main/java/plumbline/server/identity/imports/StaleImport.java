package plumbline.server.identity.imports;

/// Somebody else changed what an import was about to change; nothing is done.
public final class StaleImport extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleImport(String message, Throwable cause) {
        super(message, cause);
    }

    public StaleImport(String message) {
        super(message);
    }
}
