package plumbline.posture;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import plumbline.posture.check.Result;
import plumbline.posture.check.Severity;

/// How often each result came, overall and by severity, about how many subjects.
public record Summary(int subjects, Map<Result, Integer> counts, Map<Severity, Map<Result, Integer>> bySeverity) {
    static Summary of(ScanReport report) {
        Map<Result, Integer> counts = empty();
        Map<Severity, Map<Result, Integer>> bySeverity = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            bySeverity.put(severity, empty());
        }
        Set<String> subjects = new HashSet<>();
        for (CheckResult result : report.results()) {
            subjects.add(result.subject().id());
            counts.merge(result.result(), 1, Integer::sum);
            Map<Result, Integer> severity = bySeverity.get(result.check().severity());
            if (severity != null) {
                severity.merge(result.result(), 1, Integer::sum);
            }
        }
        return new Summary(subjects.size(), counts, bySeverity);
    }

    public int count(Result result) {
        return counts.getOrDefault(result, 0);
    }

    public int count(Severity severity, Result result) {
        return bySeverity.getOrDefault(severity, Map.of()).getOrDefault(result, 0);
    }

    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<Result, Integer> empty() {
        Map<Result, Integer> counts = new EnumMap<>(Result.class);
        for (Result result : Result.values()) {
            counts.put(result, 0);
        }
        return counts;
    }
}
