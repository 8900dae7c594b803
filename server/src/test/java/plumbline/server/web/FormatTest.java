package plumbline.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, now",
        "PT44S, now",
        "PT-44S, now",
        "PT-59S, 59 s ago",
        "PT-3M, 3 min ago",
        "PT-47H, 47 h ago",
        "PT-48H, 2 days ago",
        "P-89D, 89 days ago",
        "P-90D, 3 months ago",
        "P-364D, 12 months ago",
        "P-365D, 23 Nov 2025",
        "PT5H, in 5 h",
        "P6D, in 6 days",
        "P400D, 28 Dec 2027"
    })
    void saysHowFarAwayATimeIs(Duration offset, String words) {
        assertThat(Format.relative(NOW.plus(offset), NOW)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1 kB",
        "999949, 999.9 kB",
        "999950, 1 MB",
        "48203, 48.2 kB",
        "9223372036854775807, 9.2 EB"
    })
    void saysHowMuch(long bytes, String words) {
        assertThat(Format.bytes(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"999, 1000, 99.9", "9999, 10000, 99.9", "1000, 1000, 100", "1, 3, 33.3", "0, 5, 0", "1, 10000, < 0.1"})
    void neverRoundsUpToAllOrDownToNone(long part, long whole, String number) {
        assertThat(Format.percent(part, whole)).isEqualTo(number + "\u202f%");
    }

    @Test
    void aShareOfNothingIsNoNumber() {
        assertThat(Format.percent(0, 0)).isEqualTo("–");
    }

    @Test
    void groupsDigitsAndCountsNouns() {
        assertThat(Format.number(1_284_007)).isEqualTo("1\u202f284\u202f007");
        assertThat(Format.count(1, "file", "files")).isEqualTo("1 file");
        assertThat(Format.count(0, "file", "files")).isEqualTo("0 files");
    }

    @Test
    void keepsTheExactTimeBesideTheRelativeOne() {
        var html = Gallery.html(Gallery.PARTS.webTime(NOW.minusSeconds(180), NOW));
        assertThat(html.strip())
                .isEqualTo(
                        "<time datetime=\"2026-11-23T08:57:00Z\" title=\"2026-11-23 08:57:00 UTC\">3 min ago</time>");
    }

    @Test
    void shortensADigestButNothingElse() {
        assertThat(Format.shortDigest("sha256:9f2c4e1ab07d55c3e8")).isEqualTo("9f2c4e1ab07d");
        assertThat(Format.shortDigest("abc")).isEqualTo("abc");
    }

    @Test
    void breaksPathsWhereAReaderWould() {
        assertThat(Format.pieces("../modules/bucket/main.tf:25"))
                .containsExactly("../", "modules/", "bucket/", "main.tf:25");
        assertThat(Format.pieces("module.zone[\"a\"].aws_s3_bucket.this"))
                .containsExactly("module.", "zone[\"a\"].", "aws_s3_bucket.this");
        assertThat(Format.pieces("sanne@lindenrota.example")).containsExactly("sanne@", "lindenrota.", "example");
        assertThat(Format.pieces("https://git.example.com/a")).hasSize(5);
        assertThat(Format.pieces("")).containsExactly("");
    }
}
