package plumbline.posture.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.catalog.Catalog;
import plumbline.catalog.ControlRef;
import plumbline.posture.ScanOptions;

class ControlsTest {
    private static final Catalog CATALOG = Catalog.load();

    @Test
    void namesControlsAsTheCatalogueDoes() {
        for (Controls control : Controls.values()) {
            ControlRef ref = ControlRef.parse(control.ref());
            assertThat(control.title()).isEqualTo(CATALOG.control(ref).title());
            assertThat(control.successors())
                    .as(control.ref())
                    .containsExactlyElementsOf(CATALOG.successors(ref).stream()
                            .map(successor -> successor.to().toString())
                            .toList());
        }
    }

    @Test
    void givesEachCheckAnIdOfItsOwnAndAControl() {
        List<About> checks =
                ScanOptions.defaults("test").checks().stream().map(Check::about).toList();
        assertThat(checks).hasSize(12);
        assertThat(checks).extracting(About::id).doesNotHaveDuplicates();
        assertThat(checks).allSatisfy(check -> assertThat(check.controls()).isNotEmpty());
    }
}
