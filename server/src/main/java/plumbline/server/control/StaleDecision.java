package plumbline.server.control;

import plumbline.catalog.ControlRef;

/// Somebody decided about the control after the caller had looked; nothing was decided now.
final class StaleDecision extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleDecision(ControlRef control) {
        super("Somebody has decided about " + control + " since you looked: see what they decided, then decide again.");
    }
}
