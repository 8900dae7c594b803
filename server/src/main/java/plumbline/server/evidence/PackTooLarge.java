package plumbline.server.evidence;

import plumbline.server.web.Format;

/// A pack would hold more than one can; the message says what, and what to do about it.
public final class PackTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PackTooLarge(String message) {
        super(message);
    }

    /// A refusal of more than fit.
    ///
    /// @param most the number that fits
    public static PackTooLarge moreThan(long most, String things) {
        return new PackTooLarge("A pack holds at most " + Format.number(most) + " " + things
                + ", and here are more: choose a shorter window.");
    }
}
