package plumbline.posture.value;

import java.util.Collection;

/// Counts what a collection holds at any depth, so that nothing that doubles itself grows without end. Shared parts
/// count as often as they are reached, since whoever walks the value meets them as often.
public final class Weight {
    static final int HEAVIEST = 2_000_000;

    private Weight() {}

    static int of(Collection<Value> members) {
        long sum = 1;
        for (Value member : members) {
            sum += of(member);
        }
        return bounded(sum);
    }

    /// The sum, if a collection may weigh so much.
    public static int bounded(long sum) {
        if (sum > HEAVIEST) {
            throw ValueError.limit("the collection would hold more than " + HEAVIEST + " values");
        }
        return (int) sum;
    }

    public static int of(Value value) {
        return switch (value) {
            case Sequence sequence -> sequence.weight();
            case Mapping mapping -> mapping.weight();
            case Unknown unknown -> 1 + unknown.pieces().size();
            case Null _, Bool _, Num _, Text _ -> 1;
        };
    }
}
