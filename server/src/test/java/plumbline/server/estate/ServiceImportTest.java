package plumbline.server.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.schema.Tables.IMPORT_FILE;
import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// A file becomes services: seen first, then exactly that.
class ServiceImportTest extends ServiceFixtures {
    private static final String IMPORTS = "/imports/services";
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9a-f]{64})\"");

    private TestBrowser manager;

    @BeforeAll
    void signIn() {
        manager = server.signIn(Role.COMPLIANCE_MANAGER);
    }

    @Test
    void showsWhatEachRowWouldDoAndWritesNothing() {
        var there = service(unique + " there");
        var csv = HEADER + unique + " new,provider,SaaS,internal,ida@example.com\n" + unique
                + " there,both,saas,restricted,\n" + unique + " bad,nobody,saas,internal,\n";

        var page = manager.get(sent(csv));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("1 error", "Write one of: provider, customer, both.", "<del>internal</del>", "restricted")
                .doesNotContain("name=\"seen\"");
        assertThat(services()
                        .visible(server.person(Role.ADMINISTRATOR)
                                .principal(server.clock().instant())))
                .extracting(service -> service.description().name())
                .doesNotContain(unique + " new");
        assertThat(fresh(there).version()).isEqualTo(1);
    }

    @Test
    void doesExactlyWhatWasShown() {
        var there = service(unique + " there");
        var csv = HEADER + unique + " new,provider,saas,internal,ida@example.com\n" + unique
                + " there,both,saas,restricted,\n";
        var href = sent(csv);

        var done = manager.post(href, "seen", seen(manager.get(href)));

        assertThat(done.location()).contains("/services");
        assertThat(manager.get("/services").text()).contains("Imported: 1 new, 1 changed, 0 as they were.");
        assertThat(services().idOf(unique + "-new")).isPresent();
        assertThat(fresh(there).description().dataClass()).isEqualTo(DataClass.RESTRICTED);
        assertThat(actions(unique + "-new")).containsExactly("service.created");
        assertThat(actions(there.key())).containsExactly("service.created", "service.changed");
        assertThat(applied(csv))
                .hasSize(1)
                .allSatisfy(
                        entry -> assertThat(entry).contains("\"created\":1", "\"changed\":1", "\"list\":\"services\""));
        assertThat(manager.get(href).status()).isEqualTo(404);
        assertThat(manager.post(href, "seen", "0".repeat(64)).location()).contains(IMPORTS);
    }

    @Test
    void doesNothingWhenTheRegisterHasChangedSince() {
        var there = service(unique + " there");
        var href = sent(HEADER + unique + " there,both,saas,restricted,\n");
        var seen = seen(manager.get(href));
        services().change(Actor.SYSTEM, there, described(unique + " there", DataClass.PUBLIC));

        var late = manager.post(href, "seen", seen);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("Nothing was imported", "<del>public</del>");
        assertThat(fresh(there).description().dataClass()).isEqualTo(DataClass.PUBLIC);
        assertThat(manager.post(href, "seen", seen(late)).status()).isEqualTo(303);
        assertThat(fresh(there).description().dataClass()).isEqualTo(DataClass.RESTRICTED);
    }

    @Test
    void importsNothingWhileARowIsWrong() {
        var href = sent(HEADER + unique + " good,both,saas,internal,\n" + unique + " bad,,saas,internal,\n");
        manager.get(href);

        assertThat(manager.post(href, "seen", "0".repeat(64)).status()).isEqualTo(409);
        assertThat(services().idOf(unique + "-good")).isEmpty();
        assertThat(manager.get(href + "?show=error").text())
                .contains(unique + " bad")
                .doesNotContain(unique + " good");
    }

    @Test
    void takesBackWhatItExported() {
        var odd = new Description(
                "=" + unique + ", \"quoted\"",
                "two\r\nlines; and\nthree",
                OurRole.PROVIDER,
                ServiceModel.IAAS,
                DataClass.PUBLIC,
                List.of("production", "staging; east"),
                "'- team",
                "@cloud",
                List.of("https://git.example.com/a;b"));
        services().create(Actor.SYSTEM, odd);
        for (var format : List.of("csv", "xlsx")) {
            var exported = manager.get("/services?format=" + format).bytes();

            var page = manager.get(sent("services." + format, exported));

            assertThat(page.text()).as(format).contains("nothing to do").doesNotContain("name=\"seen\"");
        }
    }

    @Test
    void makesTheSameRegisterElsewhere() {
        var first = service(unique + " first");
        services().change(Actor.SYSTEM, first, described(unique + " renamed", DataClass.PUBLIC));
        var exported = manager.get("/services?format=csv").text();
        try (var other = ServerFixture.start()) {
            var browser = other.signIn(Role.COMPLIANCE_MANAGER);
            var href = browser.upload(IMPORTS, "services.csv", exported.getBytes(StandardCharsets.UTF_8))
                    .location()
                    .orElseThrow();
            browser.post(href, "seen", seen(browser.get(href)));

            assertThat(browser.get("/services?format=csv").text()).isEqualTo(exported);
        }
    }

    @Test
    void saysWhatIsWrongWithAFileBesideTheField() {
        for (var wrong : List.of(
                List.of("", "The file is empty"),
                List.of("name,colour\nx,y\n", "a column \"colour\""),
                List.of("owner\nx\n", "The column \"name\" is missing"),
                List.of("name,Name\nx,y\n", "twice"),
                List.of("name,owner\n", "no rows"))) {
            var answer = manager.upload(IMPORTS, "x.csv", wrong.getFirst().getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as(wrong.getFirst()).isEqualTo(422);
            assertThat(answer.text()).contains(wrong.getLast());
        }
        assertThat(manager.post(IMPORTS).text()).contains("Choose a file.");
    }

    @Test
    void showsAFileToNobodyButItsSender() {
        var href = sent(HEADER + unique + ",both,saas,internal,\n");
        var other = server.signIn(Role.COMPLIANCE_MANAGER);

        assertThat(other.get(href).status()).isEqualTo(404);
        assertThat(other.post(href, "seen", seen(manager.get(href))).location()).contains(IMPORTS);
        other.post(href + "/drop");
        assertThat(manager.get(href).status()).isEqualTo(200);
        assertThat(manager.post(href + "/drop").status()).isEqualTo(303);
        assertThat(manager.get(href).status()).isEqualTo(404);
    }

    @Test
    void forgetsFilesThatWereNotImported() {
        var href = sent(HEADER + unique + ",both,saas,internal,\n");
        server.clock().advance(Duration.ofHours(25));
        server.run("leftover-sweep");

        manager = server.signIn(Role.COMPLIANCE_MANAGER);
        assertThat(server.transactions().reading().fetchCount(IMPORT_FILE)).isZero();
        assertThat(manager.get(href).status()).isEqualTo(404);
    }

    @Test
    void offersATemplateThatSaysNothingByItself() {
        for (var format : List.of("csv", "xlsx")) {
            var template = manager.get(IMPORTS + "?format=" + format);
            assertThat(template.header("Content-Disposition")).contains("services-template." + format);

            var answer = manager.upload(IMPORTS, "x." + format, template.bytes());

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text()).contains("no rows");
        }
    }

    private String sent(String csv) {
        return sent("services.csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    private String sent(String name, byte[] file) {
        return manager.upload(IMPORTS, name, file).location().orElseThrow();
    }

    private static String seen(Answer page) {
        var found = SEEN.matcher(page.text());
        assertThat(found.find()).as(page.text()).isTrue();
        return found.group(1);
    }

    private List<String> actions(String key) {
        return server.transactions()
                .reading()
                .select(JOURNAL_ENTRY.ACTION)
                .from(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.OBJECT_KIND.eq("service").and(JOURNAL_ENTRY.OBJECT_ID.eq(key)))
                .orderBy(JOURNAL_ENTRY.ID)
                .fetch(JOURNAL_ENTRY.ACTION);
    }
}
