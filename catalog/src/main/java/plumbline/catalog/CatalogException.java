package plumbline.catalog;

/// Catalogue data that cannot be relied on: where, what is wrong, and what to do about it.
public final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    CatalogException(String pointer, String problem, String remedy) {
        super("catalogue at \"" + pointer + "\": " + problem + "; " + remedy);
        this.pointer = pointer;
    }

    CatalogException(String pointer, String problem, String remedy, Throwable cause) {
        this(pointer, problem, remedy);
        initCause(cause);
    }

    /// The JSON pointer (RFC 6901) of the value that is wrong.
    public String pointer() {
        return pointer;
    }
}
