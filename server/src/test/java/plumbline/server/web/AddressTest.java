package plumbline.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressTest {

    private static final Address FINDINGS = Address.of("/findings");

    @Test
    void encodesWhatItIsGiven() {
        assertThat(FINDINGS.with("q", "a&b=c d/é").href()).isEqualTo("/findings?q=a%26b%3Dc+d%2F%C3%A9");
    }

    @Test
    void readsWhatItWrote() {
        var address =
                FINDINGS.toggled("q", "a&b=c d/é").toggled("state", "open").toggled("state", "fixed");
        assertThat(Address.parse(address.href())).isEqualTo(address);
        assertThat(Address.parse("/findings")).isEqualTo(FINDINGS);
        assertThat(Address.parse("/findings?&=x&q=%zz").href()).isEqualTo("/findings?q=%25zz");
    }

    @Test
    void keepsTheOrderOfParameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        parameters.put("z", List.of("1"));
        parameters.put("a", List.of("2", "3"));
        assertThat(new Address("/x", parameters).href()).isEqualTo("/x?z=1&a=2&a=3");
    }

    @Test
    void anyChangeStartsFromTheFirstPage() {
        var second = FINDINGS.with("state", "open").with("after", "c25");
        assertThat(second.href()).isEqualTo("/findings?state=open&after=c25");
        assertThat(second.toggled("state", "fixed").href()).isEqualTo("/findings?state=open&state=fixed");
        assertThat(second.sortedBy("age").href()).isEqualTo("/findings?state=open&sort=age");
        assertThat(second.without("state").href()).isEqualTo("/findings");
    }

    @Test
    void aChipSwitchesOnAndOff() {
        var on = FINDINGS.toggled("state", "open");
        assertThat(on.has("state", "open")).isTrue();
        assertThat(on.toggled("state", "open")).isEqualTo(FINDINGS);
    }

    @Test
    void sortingTwiceTurnsTheOrderRound() {
        var up = FINDINGS.sortedBy("age");
        assertThat(up.first("sort")).isEqualTo("age");
        assertThat(up.sortedBy("age").first("sort")).isEqualTo("-age");
        assertThat(up.sortedBy("age").sortedBy("age").first("sort")).isEqualTo("age");
    }

    @Test
    void refusesAPathThatIsAnotherHost() {
        assertThatThrownBy(() -> Address.of("//evil.example")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Address.of("findings")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pagesForwardAndBackToTheFirst() {
        var first = new Pager(FINDINGS.with("q", "x"), 25, 1204L, "c25");
        assertThat(first.firstHref()).isNull();
        assertThat(first.nextHref()).isEqualTo("/findings?q=x&after=c25");
        assertThat(first.summary("finding", "findings")).isEqualTo("25 of 1\u202f204 findings");
        var last = new Pager(FINDINGS.with("q", "x").with("after", "c25"), 3, null, null);
        assertThat(last.nextHref()).isNull();
        assertThat(last.leads()).isTrue();
        assertThat(new Pager(FINDINGS, 1, 1L, null).leads()).isFalse();
        assertThat(new Pager(FINDINGS, 50, null, "c50").summary("entry", "entries"))
                .isEqualTo("50 entries, more follow");
        assertThat(last.firstHref()).isEqualTo("/findings?q=x");
        assertThat(last.summary("entry", "entries")).isEqualTo("3 entries");
    }

    @Test
    void aFilterFormCarriesWhatNoFieldOfItsOwnShows() {
        var address = new Address("/findings", Map.of("state", List.of("open"), "severity", List.of("high")))
                .with("q", "bucket")
                .with("sort", "age");
        var filter = Filter.of(address).select("severity", "Severity", List.of(new Option("", "Any")));
        assertThat(filter.kept()).containsExactlyInAnyOrder(Map.entry("state", "open"), Map.entry("sort", "age"));
        assertThat(filter.words()).isEqualTo("bucket");
        assertThat(filter.active()).isTrue();
        assertThat(filter.clearHref()).isEqualTo("/findings?sort=age");
        assertThat(Filter.of(FINDINGS.with("sort", "age")).active()).isFalse();
    }
}
