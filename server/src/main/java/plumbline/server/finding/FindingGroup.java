package plumbline.server.finding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Findings that have a check, a service or a control in common, counted by severity.
///
/// @param key what they have in common: id of a check, key of a service, reference of a control
/// @param label its name for people, or empty
public record FindingGroup(String key, String label, Map<Severity, Long> counts) {

    /// The worst first, then the most.
    static final Comparator<FindingGroup> WORST_FIRST = Comparator.comparing(FindingGroup::worst)
            .reversed()
            .thenComparing(Comparator.comparingLong(FindingGroup::total).reversed())
            .thenComparing(FindingGroup::key);

    public FindingGroup {
        counts = Map.copyOf(counts);
        if (counts.isEmpty()) {
            throw new IllegalArgumentException("counts must not be empty");
        }
    }

    /// What findings can be grouped by.
    public enum By {
        CHECK,
        SERVICE,
        CONTROL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<By> ofWord(String word) {
            return Arrays.stream(values()).filter(by -> by.word().equals(word)).findFirst();
        }
    }

    public Severity worst() {
        return counts.keySet().stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    public long count(Severity severity) {
        return counts.getOrDefault(severity, 0L);
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Adds up counts of the same key.
    static final class Sum {
        private final Map<String, Map<Severity, Long>> counts = new HashMap<>();
        private final Map<String, String> labels = new HashMap<>();

        void add(String key, String label, Severity severity, long findings) {
            labels.put(key, label);
            counts.computeIfAbsent(key, _ -> new EnumMap<>(Severity.class)).merge(severity, findings, Long::sum);
        }

        List<FindingGroup> groups() {
            return counts.entrySet().stream()
                    .map(entry ->
                            new FindingGroup(entry.getKey(), labels.getOrDefault(entry.getKey(), ""), entry.getValue()))
                    .sorted(WORST_FIRST)
                    .toList();
        }
    }
}
