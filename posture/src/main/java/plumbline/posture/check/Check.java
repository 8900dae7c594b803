package plumbline.posture.check;

import java.util.List;

/// One requirement on the resources of a tree.
public interface Check {
    About about();

    /// One outcome for each subject that the requirement concerns, in any order.
    List<Outcome> inspect(Tree tree);
}
