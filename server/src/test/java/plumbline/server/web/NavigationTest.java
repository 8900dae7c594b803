package plumbline.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NavigationTest {

    private static final Navigation NAVIGATION = new Navigation(List.of(
            new Navigation.Item("Findings", "/findings", "f", 80, "FINDING_READ"),
            new Navigation.Item("Home", "/", "h", 10, null),
            new Navigation.Item("Settings", "/settings", "t", 180, "ACCOUNT_MANAGE")));

    @Test
    void showsOnlyWhatAPersonMaySeeInOrder() {
        assertThat(NAVIGATION.visibleTo(reader(), "/"))
                .extracting(Navigation.Entry::label)
                .containsExactly("Home", "Findings");
    }

    @Test
    void marksThePlaceWhereThePersonIs() {
        assertThat(active("/findings/4000")).containsExactly("Findings");
        assertThat(active("/findings-old")).isEmpty();
        assertThat(active("/")).containsExactly("Home");
    }

    @Test
    void refusesAKeyThatCannotBeTyped() {
        assertThatThrownBy(() -> new Navigation.Item("Home", "/", "hh", 1, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServiceThatMayNoLongerBeSeenSelectsAll() {
        var filter = new ServiceFilter("shop", List.of(new Option("shop", "Web shop")));
        assertThat(filter.selected()).isEqualTo("shop");
        assertThat(filter.among(List.of(new Option("ledger", "Ledger"))).selected())
                .isEmpty();
    }

    private static List<String> active(String path) {
        return NAVIGATION.visibleTo(reader(), path).stream()
                .filter(Navigation.Entry::active)
                .map(Navigation.Entry::label)
                .toList();
    }

    private static Visitor reader() {
        return new SampleVisitor("Ida Berg", List.of("Auditor"), "FINDING_READ");
    }
}
