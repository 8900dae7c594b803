package plumbline.server.control;

import org.jspecify.annotations.Nullable;
import plumbline.server.control.CheckTallies.Tally;
import plumbline.server.web.State;

/// How a control stands, computed from what is known now and from nothing else.
public enum ControlState {
    /// Some check fails.
    FAILING,
    /// Nothing fails, but something could not be judged, is stale, or is not checked at all.
    UNKNOWN,
    /// Every check of it that has a result passes, and all of them are fresh.
    MET,
    /// We decided that it does not apply, with a reason.
    NOT_APPLICABLE;

    /// @param tally what checks say of it, or null when none does
    /// @param decision ours about it, or null while there is none
    static ControlState of(@Nullable Tally tally, @Nullable Applicability decision) {
        if (decision != null && !decision.applicable()) {
            return NOT_APPLICABLE;
        }
        if (tally == null || tally.total() == 0) {
            return UNKNOWN;
        }
        if (tally.fail() > 0) {
            return FAILING;
        }
        return tally.unknown() + tally.stale() > 0 ? UNKNOWN : MET;
    }

    static ControlState ofWord(String word) {
        for (var state : values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException("word must be that of a state, but is " + word);
    }

    /// Whether somebody should hear of it: something fails that did not, or what was met is no longer known to be.
    boolean isWorseThan(ControlState was) {
        return switch (this) {
            case FAILING -> was == MET || was == UNKNOWN;
            case UNKNOWN -> was == MET;
            case MET, NOT_APPLICABLE -> false;
        };
    }

    /// Its word in addresses and in the API.
    public String word() {
        return switch (this) {
            case FAILING -> "failing";
            case UNKNOWN -> "unknown";
            case MET -> "met";
            case NOT_APPLICABLE -> "not applicable";
        };
    }

    public State shown() {
        return switch (this) {
            case FAILING -> State.fail("failing");
            case UNKNOWN -> State.unknown("unknown");
            case MET -> State.pass("met");
            case NOT_APPLICABLE -> State.draft("not applicable");
        };
    }
}
