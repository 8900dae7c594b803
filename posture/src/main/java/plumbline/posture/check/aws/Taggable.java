package plumbline.posture.check.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The types of resource that take tags or labels, read from `taggable.txt` beside this class: lines of a common prefix
/// with the names that follow it.
final class Taggable {
    private static final Map<String, String> OTHER_ARGUMENTS = Map.of(
            "aws_autoscaling_group", "tag",
            "google_container_cluster", "resource_labels");

    private final Set<String> types;

    private Taggable(Set<String> types) {
        this.types = types;
    }

    static Taggable load() {
        Set<String> types = new HashSet<>();
        try (InputStream in = Objects.requireNonNull(Taggable.class.getResourceAsStream("taggable.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.charAt(0) != '#') {
                    addAll(types, line.substring(0, colon), line.substring(colon + 1));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new Taggable(types);
    }

    /// Names after a prefix that ends in `_` are joined to it; after a whole name, which stands alone, they repeat it.
    private static void addAll(Set<String> types, String prefix, String names) {
        for (String name : names.strip().split(" ", -1)) {
            types.add(prefix.endsWith("_") ? prefix + name : prefix);
        }
    }

    boolean takesTags(String type) {
        return types.contains(type);
    }

    /// The argument or block that holds them.
    String argument(String type) {
        String other = OTHER_ARGUMENTS.get(type);
        if (other != null) {
            return other;
        }
        return type.startsWith("google_") ? "labels" : "tags";
    }

    Set<String> types() {
        return Set.copyOf(types);
    }
}
