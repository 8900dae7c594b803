package plumbline.server.finding;

import java.util.List;

/// What is sent contradicts what is already held, or parts are missing.
final class ScanConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Integer> missing;

    ScanConflict(String message, List<Integer> missing) {
        super(message);
        this.missing = List.copyOf(missing);
    }

    /// The numbers of the parts that have not come yet.
    List<Integer> missing() {
        return missing;
    }
}
