package plumbline.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The titles of an edition's controls and nothing else, for programs that must start in a blink. They come from a
/// small list beside the catalogue, which a test holds equal to it.
public final class ControlTitles {
    private ControlTitles() {}

    /// Titles by control in the standard's order.
    public static Map<ControlId, String> load(String edition) {
        Map<ControlId, String> titles = new LinkedHashMap<>();
        for (String line : text(edition).split("\n", -1)) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                titles.put(ControlId.of(line.substring(0, tab)), line.substring(tab + 1));
            }
        }
        return Collections.unmodifiableMap(titles);
    }

    private static String text(String edition) {
        try (InputStream list = ControlTitles.class.getResourceAsStream("titles-" + edition + ".tsv")) {
            if (list == null) {
                throw new IllegalArgumentException("edition must be 2015 or 2026, but is \"" + edition + "\"");
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
