package plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import plumbline.testkit.Seeds;

class ControlIdTest {
    private static final List<String> STANDARD_ORDER = List.of(
            "5.1",
            "5.1.1",
            "5.1.2",
            "5.9",
            "5.10",
            "6.1.1",
            "9.4.5",
            "10.1.1",
            "12.4.1",
            "18.2.3",
            "CLD.6.3.1",
            "CLD.8.1.5",
            "CLD.9.5.2",
            "CLD.12.1.5",
            "CLD.13.1.4");

    @Test
    void sortsAsTheStandardNumbers() {
        List<ControlId> shuffled =
                new ArrayList<>(STANDARD_ORDER.stream().map(ControlId::of).toList());
        Collections.shuffle(shuffled, Seeds.random("sortsAsTheStandardNumbers"));
        Collections.sort(shuffled);
        assertThat(shuffled).extracting(ControlId::value).containsExactlyElementsOf(STANDARD_ORDER);
    }

    @Test
    void sortsEqualOnlyWhatIsEqual() {
        for (String first : STANDARD_ORDER) {
            for (String second : STANDARD_ORDER) {
                int order = ControlId.of(first).compareTo(ControlId.of(second));
                assertThat(order == 0).isEqualTo(first.equals(second));
            }
        }
    }

    @Test
    void refusesWhatIsNoId() {
        Stream.of("", "5", "A.5.1", "5.1.1.1", "05.1", "5.01", "5.1.", "CLD", "cld.9.5.1", "5.1 ", "5.100", "٥.١")
                .forEach(text -> assertThatIllegalArgumentException()
                        .as(text)
                        .isThrownBy(() -> ControlId.of(text))
                        .withMessageContaining("\"" + text + "\""));
    }

    @Test
    void keepsEditionsApart() {
        ControlRef old = ControlRef.of("2015", "5.1.1");
        assertThat(old).isNotEqualTo(ControlRef.of("2026", "5.1.1")).isLessThan(ControlRef.of("2026", "5.1"));
        assertThat(ControlRef.parse(old.toString())).isEqualTo(old);
        assertThat(ControlRef.of("2015", "CLD.9.5.1")).hasToString("2015/CLD.9.5.1");
    }

    @Test
    void refusesRefsWithoutEdition() {
        Stream.of("5.1.1", "/5.1.1", "15/5.1.1", "2015/", "2015/5.1.1/x")
                .forEach(
                        text -> assertThatIllegalArgumentException().as(text).isThrownBy(() -> ControlRef.parse(text)));
    }
}
