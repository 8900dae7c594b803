package plumbline.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Rules that hold for every page, proven on pages that use every component. Writes them to `target/gallery` to look
/// at.
class GalleryTest {

    private static final Map<String, String> PAGES = Gallery.pages();

    @BeforeAll
    static void writesTheGallery() throws IOException {
        var folder = Files.createDirectories(Path.of("target/gallery"));
        for (var asset : new String[] {"plumbline.css", "theme.js", "plumbline.js", "icon.svg"}) {
            try (var in = GalleryTest.class.getResourceAsStream("/static/assets/" + asset)) {
                Files.write(folder.resolve(asset), in.readAllBytes());
            }
        }
        for (var page : PAGES.entrySet()) {
            var local = page.getValue().replaceAll("\"/assets/([a-z.]+)\\?v=[0-9a-f]+\"", "\"$1\"");
            Files.writeString(folder.resolve(page.getKey() + ".html"), local);
            Files.writeString(folder.resolve(page.getKey() + "-dark.html"), dark(local));
        }
    }

    @Test
    void noPageHasInlineScriptOrStyle() {
        assertEachPage((name, page) -> assertThat(page)
                .as(name)
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContain("<style")
                .doesNotContainPattern("\\sstyle\\s*=")
                .doesNotContainPattern("\\son[a-z]+\\s*=")
                .doesNotContain("javascript:"));
    }

    @Test
    void everythingComesFromOurOwnOrigin() {
        assertEachPage((name, page) ->
                assertThat(page).as(name).doesNotContainPattern("(?:src|href|action)=\"(?:https?:)?//"));
    }

    @Test
    void everyPageHasOneHeadingOneMainAndALanguage() {
        assertEachPage((name, page) -> {
            assertThat(Pattern.compile("<h1[ >]").matcher(page).results())
                    .as(name)
                    .hasSize(1);
            assertThat(Pattern.compile("<main ").matcher(page).results())
                    .as(name)
                    .hasSize(1);
            assertThat(page).as(name).startsWith("<!doctype html>\n<html lang=\"en\">");
        });
    }

    @Test
    void noIdIsUsedTwice() {
        assertEachPage((name, page) -> {
            var ids = Pattern.compile("\\sid=\"([^\"]+)\"")
                    .matcher(page)
                    .results()
                    .map(hit -> hit.group(1));
            assertThat(ids).as(name).doesNotHaveDuplicates();
        });
    }

    @Test
    void everyLabelAndDescriptionPointsAtSomething() {
        assertEachPage((name, page) -> Pattern.compile("(?:for|aria-describedby|aria-labelledby)=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .flatMap(hit -> Pattern.compile(" ").splitAsStream(hit.group(1)))
                .forEach(id -> assertThat(page).as(name).contains("id=\"" + id + "\"")));
    }

    @Test
    void everyPostCarriesTheProofThatTheFormIsOurs() {
        assertEachPage((name, page) -> Pattern.compile("<form[^>]*method=\"post\".*?</form>", Pattern.DOTALL)
                .matcher(page)
                .results()
                .forEach(form -> assertThat(form.group()).as(name).contains("name=\"_csrf\" value=\"t0ken\"")));
    }

    @Test
    void everyColumnHeaderHasAScope() {
        assertEachPage((name, page) -> assertThat(page).as(name).doesNotContainPattern("<th(?![a-z])(?![^>]*scope=)"));
    }

    private static String dark(String page) {
        return page.replace("<html lang=\"en\">", "<html lang=\"en\" data-theme=\"dark\">");
    }

    private static void assertEachPage(java.util.function.BiConsumer<String, String> claim) {
        assertThat(PAGES).isNotEmpty();
        PAGES.forEach(claim);
    }
}
