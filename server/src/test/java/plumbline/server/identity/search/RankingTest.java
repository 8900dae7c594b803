package plumbline.server.identity.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final List<Ranking.Text> THINGS = List.of(
            new Ranking.Text("8.3.1", "Media", "mentions segregation"),
            new Ranking.Text("13.1.3", "Segregation in networks", ""),
            new Ranking.Text("CLD.9.5.1", "Virtual segregation", "tenants"),
            new Ranking.Text("CLD.9.5.10", "Networks of tenants", ""),
            new Ranking.Text("9.5", "Nothing of that", ""));

    @Test
    void putsTheVeryIdFirstAndItsBeginningsAfterIt() {
        assertThat(best("cld.9.5.1")).containsExactly("CLD.9.5.1", "CLD.9.5.10");
        assertThat(best("9.5")).startsWith("9.5");
    }

    @Test
    void putsABeginningBeforeAMiddleAndATitleBeforeTheRest() {
        assertThat(best("segregation")).containsExactly("13.1.3", "CLD.9.5.1", "8.3.1");
    }

    @Test
    void asksForEveryWordWhereverItStands() {
        assertThat(best("networks segregation")).containsExactly("13.1.3");
        assertThat(best("tenants networks")).containsExactly("CLD.9.5.10");
        assertThat(best("segregation nowhere")).isEmpty();
    }

    @Test
    void findsNothingForNoWords() {
        assertThat(best("  ")).isEmpty();
    }

    private static List<String> best(String words) {
        return Ranking.best(THINGS, thing -> thing, words).stream()
                .map(Ranking.Text::id)
                .toList();
    }
}
