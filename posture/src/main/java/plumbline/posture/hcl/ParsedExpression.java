package plumbline.posture.hcl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression that stood alone, or why there is none.
public record ParsedExpression(@Nullable Expression expression, List<Diagnostic> diagnostics) {
    public ParsedExpression {
        diagnostics = List.copyOf(diagnostics);
    }
}
