package plumbline.server.identity.handover;

import java.util.List;
import plumbline.server.identity.handover.Ownership.Holding;

/// What the page of a handover shows.
///
/// @param leaving whether the account ends as well
/// @param toPass how many things somebody must take over
public record HandoverView(boolean leaving, List<Holding> holdings, int toPass) {
    static final boolean HAND_OVER = false;
    static final boolean DEACTIVATE = true;

    public HandoverView {
        holdings = List.copyOf(holdings);
    }
}
