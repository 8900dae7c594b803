package plumbline.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Fields of a form or a body cannot be taken; all of them are named at once, each with its rule.
public final class InvalidFields extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> rules;

    public InvalidFields(String field, String rule) {
        this(Map.of(field, rule));
    }

    private InvalidFields(Map<String, String> rules) {
        super(String.join("; ", words(rules)));
        this.rules = new LinkedHashMap<>(rules);
    }

    private static List<String> words(Map<String, String> rules) {
        return rules.entrySet().stream()
                .map(rule -> (rule.getKey() + " " + rule.getValue()).strip())
                .toList();
    }

    /// Runs all of these checks, whatever the others say; of each field the first complaint counts.
    ///
    /// @throws InvalidFields with what any of them refused
    public static void all(Runnable... checks) {
        var rules = new LinkedHashMap<String, String>();
        for (var check : checks) {
            try {
                check.run();
            } catch (InvalidFields refused) {
                refused.rules.forEach(rules::putIfAbsent);
            }
        }
        if (!rules.isEmpty()) {
            throw new InvalidFields(rules);
        }
    }

    /// What is wrong with a field, or an empty text.
    public String rule(String field) {
        return rules.getOrDefault(field, "");
    }

    /// The answer of an API.
    ///
    /// @param pointer where in the request a field stands
    public Problem problem(UnaryOperator<String> pointer) {
        var problem = Problem.of(ProblemType.INVALID, String.join("; ", rules.values()));
        for (var rule : rules.entrySet()) {
            problem = problem.error(pointer.apply(rule.getKey()), rule.getValue());
        }
        return problem;
    }
}
