package plumbline.posture.check;

import java.util.List;
import java.util.StringJoiner;
import plumbline.posture.hcl.Range;
import plumbline.posture.value.Unknown;

/// A result with its reason and the place in the source that decides it.
public record Verdict(Result result, String reason, Range place) {
    public static Verdict pass(Range place, String reason) {
        return new Verdict(Result.PASS, reason, place);
    }

    public static Verdict fail(Range place, String reason) {
        return new Verdict(Result.FAIL, reason, place);
    }

    public static Verdict unknown(Range place, String reason) {
        return new Verdict(Result.UNKNOWN, reason, place);
    }

    public boolean passes() {
        return result == Result.PASS;
    }

    public boolean fails() {
        return result == Result.FAIL;
    }

    public boolean isUnknown() {
        return result == Result.UNKNOWN;
    }

    /// Where all must hold: the failures if there are any, else what is unknown, else the passes, told together and
    /// placed at the first.
    public static Verdict all(List<Verdict> verdicts) {
        return firstOf(verdicts, Result.FAIL, Result.UNKNOWN, Result.PASS);
    }

    /// Where one that holds is enough.
    public static Verdict any(List<Verdict> verdicts) {
        return firstOf(verdicts, Result.PASS, Result.UNKNOWN, Result.FAIL);
    }

    /// The same for something that may not exist at all: only a pass can be relied on.
    public Verdict given(Unknown uncertain) {
        return result == Result.PASS
                ? this
                : unknown(place, "whether it exists is unknown (" + uncertain.reason() + "); if it does, " + reason);
    }

    private static Verdict firstOf(List<Verdict> verdicts, Result... order) {
        if (verdicts.isEmpty()) {
            throw new IllegalArgumentException("verdicts must be at least one, but are none");
        }
        for (Result wanted : order) {
            List<Verdict> found = verdicts.stream()
                    .filter(verdict -> verdict.result() == wanted)
                    .toList();
            if (!found.isEmpty()) {
                return new Verdict(wanted, told(found), found.getFirst().place());
            }
        }
        throw new IllegalArgumentException("verdicts must be pass, fail or unknown, but are " + verdicts);
    }

    private static String told(List<Verdict> verdicts) {
        StringJoiner reasons = new StringJoiner("; ");
        verdicts.stream().map(Verdict::reason).distinct().forEach(reasons::add);
        return reasons.toString();
    }
}
