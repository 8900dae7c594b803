package plumbline.ledger.pack;

import java.io.Serial;

/// Thrown when a pack is refused: the [PackRefusal] says which rule it breaks, the message where.
public final class PackException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final PackRefusal refusal;

    public PackException(PackRefusal refusal, String message) {
        super(message);
        this.refusal = refusal;
    }

    public PackRefusal refusal() {
        return refusal;
    }
}
