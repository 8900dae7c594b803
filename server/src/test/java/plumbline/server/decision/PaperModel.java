package plumbline.server.decision;

import java.util.HashSet;
import java.util.Set;

/// A thing and the decision on it as anybody would keep them on paper: what has to come of edits and votes.
final class PaperModel {
    /// What a voter read, text included.
    record Look(Decision decision, String text) {}

    int version = 1;
    DecisionId open;
    int about;
    int step;
    int quorum;
    final Set<Long> voted = new HashSet<>();
    final Set<Long> atThisStep = new HashSet<>();

    void edit() {
        version++;
        open = null;
    }

    void ask(DecisionId id, int first) {
        open = id;
        about = version;
        step = 1;
        quorum = first;
        voted.clear();
        atThisStep.clear();
    }

    boolean accepts(Look look, long voter) {
        return sees(look) && !voted.contains(voter);
    }

    boolean sees(Look look) {
        return look.decision().id().equals(open)
                && about == version
                && look.decision().step() == step
                && look.decision().state() == DecisionState.OPEN;
    }

    void vote(long voter, boolean approves) {
        voted.add(voter);
        atThisStep.add(voter);
        if (!approves) {
            open = null;
        } else if (atThisStep.size() == quorum) {
            open = step == 2 ? null : open;
            step = 2;
            quorum = 1;
            atThisStep.clear();
        }
    }
}
