package plumbline.bench.scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the labels of others mean to us: `mapping.txt` ties their rules to our checks, `disputed.txt` lists the labels
/// that contradict what a check demands, each with its reason.
record Labels(Map<String, String> checkByRule, Map<String, String> disputed) {
    static Labels load() throws IOException {
        Map<String, String> checkByRule = new HashMap<>();
        for (String line : lines("mapping.txt")) {
            String[] words = line.split(" +", -1);
            for (int i = 1; i < words.length; i++) {
                checkByRule.put(words[i], words[0]);
            }
        }
        Map<String, String> disputed = new HashMap<>();
        for (String line : lines("disputed.txt")) {
            int bar = line.indexOf('|');
            disputed.put(line.substring(0, bar).strip(), line.substring(bar + 1).strip());
        }
        return new Labels(Map.copyOf(checkByRule), Map.copyOf(disputed));
    }

    private static List<String> lines(String name) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Labels.class.getResourceAsStream(name), name), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    lines.add(line.strip());
                }
            }
        }
        return lines;
    }
}
