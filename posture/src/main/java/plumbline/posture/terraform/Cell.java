package plumbline.posture.terraform;

import org.jspecify.annotations.Nullable;
import plumbline.posture.expression.EvaluationError;
import plumbline.posture.expression.Trace;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// A named value that is worked out once, when first asked for. One that needs itself is unknown.
final class Cell {
    /// Works out a value and notes in the trace where it came from.
    interface Work {
        Value evaluate(Trace trace);
    }

    private final String name;
    private final Session session;
    private final Work work;
    private final Trace trace = new Trace();
    private @Nullable Value value;
    private boolean busy;

    Cell(String name, Session session, Work work) {
        this.name = name;
        this.session = session;
        this.work = work;
    }

    Value get(Trace reader) {
        Value known = value;
        if (known == null) {
            if (busy) {
                return Unknown.because(name + " refers to itself");
            }
            if (!session.descend()) {
                return Unknown.because("references nest too deeply at " + name);
            }
            busy = true;
            try {
                known = work.evaluate(trace);
            } catch (EvaluationError error) {
                known = session.failed(error);
            } finally {
                busy = false;
                session.ascend();
            }
            value = known;
        }
        reader.readThrough(trace);
        return known;
    }
}
