package plumbline.posture.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements of a policy. If `gap` is given, there may be others, or all of them are unknown, for that reason.
public record PolicyDocument(
        List<Statement> statements, @Nullable String gap) {
    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    static PolicyDocument unreadable(String reason) {
        return new PolicyDocument(List.of(), reason);
    }

    PolicyDocument and(PolicyDocument other) {
        List<Statement> all = new ArrayList<>(statements);
        all.addAll(other.statements);
        return new PolicyDocument(all, gap == null ? other.gap : gap);
    }

    public boolean isComplete() {
        return gap == null;
    }
}
