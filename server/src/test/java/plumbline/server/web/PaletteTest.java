package plumbline.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reads the colours from the style sheet and computes the contrast of each pair in use, in both themes.
class PaletteTest {

    private static final Pattern COLOUR =
            Pattern.compile("--([a-z-]+): light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)");
    private static final Map<String, int[]> PALETTE = palette();

    @ParameterizedTest
    @CsvSource({
        "ink, paper", "ink, ground", "ink, raised", "ink, row", "ink, fail-ground", "ink, wait-ground",
                "ink, pass-ground",
        "muted, paper", "muted, ground", "muted, raised", "muted, row", "fail, paper", "fail, row", "fail, fail-ground",
        "wait, paper", "wait, row", "grey, paper", "grey, row", "pass, paper", "paper, ink"
    })
    void textReaches4Point5(String text, String ground) {
        assertContrast(text, ground, 4.5);
    }

    @ParameterizedTest
    @CsvSource({
        "edge, paper",
        "edge, raised",
        "edge, ground",
        "focus, paper",
        "focus, ground",
        "focus, raised",
        "focus, row",
        "fail, ground",
        "pass, pass-ground",
        "wait, wait-ground"
    })
    void edgesAndMarksReach3(String mark, String ground) {
        assertContrast(mark, ground, 3);
    }

    @Test
    void knowsTheContrastOfBlackOnWhite() {
        assertThat(contrast(0x000000, 0xffffff)).isEqualTo(21.0);
    }

    private static void assertContrast(String front, String back, double least) {
        for (int theme = 0; theme < 2; theme++) {
            assertThat(contrast(PALETTE.get(front)[theme], PALETTE.get(back)[theme]))
                    .as("%s on %s, %s", front, back, theme == 0 ? "light" : "dark")
                    .isGreaterThanOrEqualTo(least);
        }
    }

    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /// Relative luminance as WCAG 2.2 defines it.
    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static Map<String, int[]> palette() {
        try (var in = PaletteTest.class.getResourceAsStream("/static/assets/plumbline.css")) {
            var found = new HashMap<String, int[]>();
            var matcher = COLOUR.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                found.put(
                        matcher.group(1),
                        new int[] {Integer.parseInt(matcher.group(2), 16), Integer.parseInt(matcher.group(3), 16)});
            }
            return found;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
