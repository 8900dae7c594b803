package plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plumbline.testkit.Seeds;

/// Damages the real catalogue one place at a time: each damage must be refused, and where it is.
class CatalogValidationTest {
    private final JsonDocument document = new JsonDocument(original());

    @Test
    void acceptsTheOriginalWrittenAnew() {
        assertThatCode(() -> read(document.text())).doesNotThrowAnyException();
    }

    @Test
    void refusesUnknownReferences() {
        refuses("/controls/0/evidenceKinds/2", "\"gossip\"", "no evidence kind");
        refuses("/controls/0/failureModes/0", "\"F9\"", "no failure mode");
        refuses("/controls/62/slis/0", "\"M13\"", "no SLI");
        refuses("/controls/3/id2022/0", "\"5.99\"", "ISO/IEC 27002:2022");
        refuses("/controls/3/id2026/0", "\"8.99\"", "no control of edition 2026");
        refuses("/edition2026/newCloudControls/2/predecessor/0", "\"CLD.9.5.9\"", "no control of edition 2015");
        refuses("/edition2026/guidedControls/both/4", "\"5.99\"", "ISO/IEC 27002:2022");
        refuses("/edition2026/cldSuccessors/CLD.9.5.1/0", "\"9.1\"", "no control of edition 2026");
    }

    @Test
    void refusesDuplicates() {
        refuses("/controls/1/id", "\"5.1.1\"", "/controls/1", "used before");
        refuses("/evidenceKinds/5/id", "\"policy-version\"", "/evidenceKinds/5", "used before");
        refuses("/slis/3/id", "\"M1\"", "/slis/3", "used before");
        refuses("/controls2022/7/id", "\"5.1\"", "/controls2022/7", "used before");
        refuses("/edition2026/newCloudControls/0/id", "\"5.1\"", "/edition2026/newCloudControls/0", "used before");
        refuses("/controls/0/evidenceKinds/1", "\"policy-version\"", "used before");
        refuses("/edition2026/guidedControls/both/1", "\"5.1\"", "used before");
    }

    @Test
    void refusesWrongCounts() {
        refuses("/editions/0/counts/base", "113", "/controls", "states Counts[base=113, guided=37, cloud=7]");
        refuses("/editions/1/counts/guided", "38", "/edition2026/newCloudControls", "guided=38");
        refuses("/editions/0/counts/statementOfApplicabilityRows", "122", "121 are listed");
        refuses("/edition2026/clauseCount", "98", "97 are listed");
        refuses("/edition2026/inherited", "94", "93 are listed");
        refuses("/edition2026/guidedControls/countListed", "38", "39 are listed");
    }

    @Test
    void refusesAControlLost() {
        document.remove("/controls/17");
        assertRefused("/controls", "found Counts[base=113, guided=37, cloud=7]");
    }

    @Test
    void refusesWordsItDoesNotKnow() {
        refuses("/controls/0/responsibilities/iaas/owns", "\"vendor\"", "use one of [provider, customer, shared]");
        refuses("/controls/0/guidanceParty", "\"everyone\"", "use one of [both, customer, provider, none]");
        refuses("/controls/0/kind", "\"Guided\"", "use one of [guided, cloud, base]");
        refuses("/controls/0/confidence", "\"certain\"", "use one of [high, medium, low]");
        refuses("/editions/1/statusConfidence", "\"sure\"", "use one of [high, medium, low]");
        refuses("/editions/1/status", "\"withdrawn\"", "does not fit");
        refuses("/editions/0/published", "\"2015\"", "is no month");
        refuses("/evidenceKinds/0/freshnessDays", "0", "at least one day");
        refuses("/evidenceKinds/0/collection", "\"robot\"", "use one of [automated, manual, either]");
        refuses("/slis/0/better", "\"left\"", "use one of [up, down]");
        refuses("/controls/0/id2026Basis", "\"guessed\"", "use one of [reported, derived]");
        refuses("/crosswalkFrameworks/0/key", "\"iso9001\"", "no known framework");
        refuses("/controls/0/crosswalk/soc2Tsc2017/derived/0", "\"Common 2\"", "no id of soc2Tsc2017");
        refuses("/controls/0/crosswalk/iso27001_2022/published/0", "\"A.5.99\"", "no id of iso27001_2022");
    }

    @Test
    void refusesWhatContradictsItself() {
        refuses("/controls/0/guidanceParty", "\"customer\"", "/controls/0/guidance", "make both agree");
        refuses("/controls/0/guidance/customer", "null", "/controls/0/guidance", "make both agree");
        refuses("/controls/1/guidanceParty", "\"both\"", "base");
        refuses("/controls2022/0/from2013/1", "\"6.1.1\"", "/controls2022/0/from2013", "make both agree");
        refuses("/controls/1/domain/name", "\"Policy\"", "use one name");
        refuses("/edition2026/cldSuccessors/CLD.9.5.1/0", "\"8.9\"", "/edition2026/cldSuccessors/CLD.9.5.1", "differs");
        refuses("/controls/0/edition", "\"2013\"", "another edition");
    }

    @Test
    void refusesFieldsThatNothingReads() {
        document.rename("/controls/0/sources", "source~/s");
        assertRefused("/controls/0/source~0~1s", "control has no \"source~/s\"");
        document.restore();
        document.rename("/slis/0/gotcha", "hint");
        assertRefused("/slis/0/hint", "not known");
    }

    @Test
    void refusesDocumentsThatAreNoJson() {
        for (String text :
                List.of("", "[", "{\"a\":1,\"a\":2}", "{} {}", "{\"schemaVersion\": 1.5}", "[".repeat(5000))) {
            assertThatExceptionOfType(CatalogException.class)
                    .as(text.substring(0, Math.min(30, text.length())))
                    .isThrownBy(() -> read(text));
        }
    }

    /// Any value replaced by one of another shape is refused near its place.
    @Test
    void refusesAnyValueOfAnotherShape() {
        Random random = Seeds.random("refusesAnyValueOfAnotherShape");
        List<String> pointers = document.pointersRead();
        for (int i = 0; i < 150; i++) {
            String pointer = pointers.get(random.nextInt(pointers.size()));
            document.set(pointer, "{\"unexpected\": []}");
            assertThatExceptionOfType(CatalogException.class)
                    .as(pointer)
                    .isThrownBy(() -> read(document.text()))
                    .satisfies(e -> assertThat(pointer.startsWith(e.pointer())
                                    || e.pointer().startsWith(pointer))
                            .as("%s blamed for damage at %s", e.pointer(), pointer)
                            .isTrue());
            document.restore();
        }
    }

    private void refuses(String pointer, String value, String reason) {
        refuses(pointer, value, pointer, reason);
    }

    private void refuses(String pointer, String value, String blamed, String reason) {
        document.set(pointer, value);
        assertRefused(blamed, reason);
        document.restore();
    }

    private void assertRefused(String pointer, String reason) {
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> read(document.text()))
                .withMessageContaining("catalogue at \"" + pointer + "\": ")
                .withMessageContaining(reason);
    }

    private static Catalog read(String text) {
        return Catalog.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String original() {
        try (InputStream resource = Catalog.open()) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
