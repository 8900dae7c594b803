package plumbline.server.platform.condition;

import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The condition that a number is one of a few that are known before the query: a limit of a right, not a list of rows.
public final class Among {
    private Among() {}

    /// True of the rows whose number is one of these; of all rows when these are null.
    public static Condition of(Field<Long> number, @Nullable Set<Long> these) {
        if (these == null) {
            // Not noCondition(): that would vanish from an "or".
            return DSL.trueCondition();
        }
        return switch (these.size()) {
            case 0 -> DSL.falseCondition();
            case 1 -> number.eq(these.iterator().next());
            default -> number.eq(DSL.any(these.stream().sorted().toArray(Long[]::new)));
        };
    }
}
