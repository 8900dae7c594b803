package plumbline.ledger;

/// Thrown when something does not verify: the [Refusal] says which step failed, the message what was found.
public final class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    public VerificationException(Refusal refusal, String message) {
        super(message);
        this.refusal = refusal;
    }

    public VerificationException(Refusal refusal, String message, Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
