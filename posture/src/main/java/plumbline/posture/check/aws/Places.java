package plumbline.posture.check.aws;

import java.util.Comparator;
import plumbline.posture.hcl.Range;

/// The order of places in a tree.
final class Places {
    static final Comparator<Range> ORDER = Comparator.comparing(Range::file).thenComparingInt(Range::from);

    private Places() {}
}
