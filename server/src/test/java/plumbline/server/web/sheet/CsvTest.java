package plumbline.server.web.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a spreadsheet, a terminal and a reader are protected from.
class CsvTest {

    @Test
    void quotesAsRfc4180Says() {
        assertThat(Csv.line(List.of("x, \"y\"", "two\nlines", 1))).isEqualTo("\"x, \"\"y\"\"\",\"two\nlines\",1\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "  =1",
                "\u00a0=1",
                "\uff1d1",
                "\u202e=1",
                "\u001b=1",
                "\ufeff=1",
            })
    void neverLetsACellBecomeAFormula(String cell) {
        var plain = cell.replaceAll("[\\u202e\\u001b\\ufeff]", "");

        assertThat(line(cell)).isEqualTo("'" + plain);
    }

    @ParameterizedTest
    @CsvSource({
        "evil\u001b[2Jname, evil[2Jname",
        "a\u0000b\u0007c\u007fd\u009be, abcde",
        "exe.\u202egpj, exe.gpj",
        "x\u2066y\u2069z\u200ew\u061cv, xyzwv",
        "pay\u200bpal, paypal",
    })
    void stripsWhatTurnsOrHidesText(String cell, String expected) {
        assertThat(line(cell)).isEqualTo(expected);
    }

    @Test
    void keepsWhatPeopleWrite() {
        assertThat(line("Zoë Müller, Ω 漢字 می\u200cخواهم")).isEqualTo("\"Zoë Müller, Ω 漢字 می\u200cخواهم\"");
    }

    private static String line(String cell) {
        return Csv.line(List.of(cell)).stripTrailing();
    }
}
