package plumbline.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.SlowUploads;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Role;
import plumbline.testkit.Await;

/// Links for external parties, as those come by them who have no account.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalVisitTest {
    private static final byte[] PDF = "%PDF-1.7 our certificate".getBytes(StandardCharsets.UTF_8);
    private LinkFixtures world;

    @BeforeAll
    void start() {
        world = new LinkFixtures();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @BeforeEach
    void letTimePass() {
        world.letTimePass();
    }

    @Test
    void anExternalPartyTakesAPackAwayAndNothingElse() {
        assertThat(world.manager.get("/packs/" + world.pack).text())
                .contains("/packs/" + world.pack + "/external-link");
        var path = world.sharePack("uses", "2");
        var outside = world.server.browser();

        var page = outside.get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("Link shop", "Rosa Kern", "plumbline verify", "Downloads left")
                .doesNotContain("/packs/", "/evidence", "rosa@kern.example");
        LinkFixtures.assertClosedIn(page);
        var file = outside.post("/external/pack", "token", LinkFixtures.token(path));
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.bytes())
                .isEqualTo(
                        world.manager.get("/packs/" + world.pack + "/content").bytes());
        assertThat(file.header("Content-Disposition")).contains(world.pack + ".zip");
        LinkFixtures.assertClosedIn(file);
        assertThat(outside.get("/packs/" + world.pack).status()).isEqualTo(303);
        assertThat(outside.cookie("plumbline-session")).isEmpty();

        assertThat(world.manager.get("/settings/external-links").text()).contains("Rosa Kern, Kern Audits", "1 of 2");
        assertThat(world.manager.get("/settings/external-links?format=csv").text())
                .contains("rosa@kern.example");
        var journal = world.manager.get("/journal?action=pack.downloaded").text();
        assertThat(journal).contains("Rosa Kern, Kern Audits");
        assertThat(world.manager.get(world.recordOf("Rosa Kern")).text()).contains("127.0.0.1", "Revoke");
    }

    @Test
    void lookingAtALinkUsesNothingUp() {
        var path = world.sharePack("uses", "1");
        var outside = world.server.browser();
        for (int i = 0; i < 3; i++) {
            assertThat(outside.get(path).status()).isEqualTo(200);
            var head = outside.send(outside.request(path)
                    .method("HEAD", BodyPublishers.noBody())
                    .build());
            assertThat(head.status()).isEqualTo(200);
        }

        outside.get(path);
        assertThat(outside.post("/external/pack", "token", LinkFixtures.token(path))
                        .status())
                .isEqualTo(200);
        assertThat(outside.post("/external/pack", "token", LinkFixtures.token(path))
                        .status())
                .isEqualTo(404);
        assertThat(outside.get(path).status()).isEqualTo(404);
    }

    @Test
    void whateverIsWrongWithALinkTheAnswerIsTheSame() {
        var revoked = world.sharePack("uses", "9");
        world.manager.post(world.recordOf("Rosa") + "/revoke");
        var used = world.sharePack("uses", "1");
        var expired = world.sharePack("days", "1");
        var another = world.askForEvidence(world.manager, world.shop.key());
        var outside = world.server.browser();
        outside.get(used);
        assertThat(outside.post("/external/pack", "token", LinkFixtures.token(used))
                        .status())
                .isEqualTo(200);
        var bad = new ArrayList<>(List.of(
                revoked,
                used,
                "/external/pack?token=" + "x".repeat(43),
                "/external/pack",
                another.replace("evidence", "pack")));
        assertThat(answers(outside, bad)).hasSize(1);
        world.server.clock().advance(Duration.ofDays(1));
        world.manager = world.server.signIn(Role.COMPLIANCE_MANAGER);
        assertThat(answers(outside, List.of(expired, used))).hasSize(1);
    }

    private Set<String> answers(TestBrowser outside, List<String> paths) {
        return paths.stream()
                .flatMap(path -> {
                    var shown = outside.get(path);
                    var sent = outside.post("/external/pack", "token", LinkFixtures.token(path));
                    LinkFixtures.assertClosedIn(shown);
                    return Stream.of(shown, sent);
                })
                .map(answer -> answer.status()
                        + answer.text()
                                .replaceAll("content=\"[^\"]*\" data-header", "")
                                .replaceAll("<code>[0-9a-f]{24}</code>", ""))
                .collect(Collectors.toSet());
    }

    @Test
    void slowFilesByLinksLeavePlacesToColleagues() throws IOException {
        int links = 8;
        try (var slow = new SlowUploads(world.server.url())) {
            for (int i = 0; i < links; i++) {
                var path = world.askForEvidence(world.manager, world.shop.key());
                slow.begin(path, "X-Sends: first");
                slow.begin(path, "X-Sends: second");
            }
            Await.holds("the refusal of one for each link", () -> slow.answered(429) == links);

            assertThat(world.manager
                            .upload("/evidence", "empty.pdf", new byte[0])
                            .status())
                    .as("A form that was read, and lacks all but a file")
                    .isEqualTo(422);
        }
    }

    @Test
    void ofManyWhoWantTheLastUseOneGetsIt() throws Exception {
        var path = world.sharePack("uses", "1");
        try (var threads = Executors.newFixedThreadPool(6)) {
            var tries = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 6; i++) {
                var outside = world.server.browser();
                outside.get(path);
                tries.add(() -> outside.post("/external/pack", "token", LinkFixtures.token(path))
                        .status());
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(tries)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 404);
        }
    }

    @Test
    void aSupplierHandsInWhatWasAskedFor() {
        var path = world.askForEvidence(world.manager, world.shop.key());
        var outside = world.server.browser();
        assertThat(outside.get(path).text()).contains("Penetration test, 2026", "Link shop", "12.4.1", "Rosa Kern");

        var received = outside.upload(
                path,
                "report.pdf",
                PDF,
                "title",
                "Forged title",
                "kind",
                "policy-version",
                "controls",
                "2015/9.2.5",
                "service",
                "");

        assertThat(received.status()).as(received.text()).isEqualTo(200);
        LinkFixtures.assertClosedIn(received);
        var id = Pattern.compile("EV-[0-9]+")
                .matcher(received.text())
                .results()
                .findFirst()
                .orElseThrow()
                .group();
        var record = world.manager.get("/evidence/" + id).text();
        assertThat(record)
                .contains("Penetration test, 2026", "Rosa Kern, Kern Audits", "It comes from outside", "2015/12.4.1")
                .contains("/services/" + world.shop.key())
                .doesNotContain("Forged title", "2015/9.2.5");
        assertThat(world.manager.get("/evidence?source=external").text()).contains(id);
        assertThat(world.manager.get("/evidence/" + id + "/content").bytes()).isEqualTo(PDF);
        assertThat(world.manager.get("/notices").text()).contains("Rosa Kern, Kern Audits handed in " + id);
        assertThat(outside.get(path).status()).isEqualTo(404);
    }

    @Test
    void aFileThatCannotBeEvidenceUsesNothingUpAndWhatWasTypedStays() {
        var path = world.askForEvidence(world.manager, world.shop.key());
        var outside = world.server.browser();
        outside.get(path);

        var refused = outside.upload(path, "fake.pdf", new byte[] {1, 2}, "observedAt", "2026-11-01T10:00");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("is not what its name says", "2026-11-01T10:00")
                .contains("action=\"" + path + "\"");

        assertThat(outside.upload(path, "real.pdf", PDF, "observedAt", "2026-11-02T10:00")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theSecretCountsOnlyWhereItStandsBeforeTheFile() {
        var path = world.askForEvidence(world.manager, world.shop.key());
        var outside = world.server.browser();
        outside.get(path);

        var behind = outside.upload("/external/evidence", "report.pdf", PDF, "token", LinkFixtures.token(path));

        assertThat(behind.status()).isEqualTo(404);
        LinkFixtures.assertClosedIn(behind);
    }

    @Test
    void ofManyFilesAtOnceALinkOfOneUseKeepsOne() throws Exception {
        var path = world.askForEvidence(world.manager, world.shop.key());
        var before = bodies();
        try (var threads = Executors.newFixedThreadPool(10)) {
            var tries = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 10; i++) {
                var outside = world.server.browser();
                outside.get(path);
                var file = ("%PDF-1.7 number " + i + " of " + path).getBytes(StandardCharsets.UTF_8);
                tries.add(() -> outside.upload(path, "report.pdf", file).status());
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(tries)) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 404, 429);
        }
        assertThat(bodies() - before).isEqualTo(1);
    }

    private long bodies() throws IOException {
        try (var files = Files.walk(world.server.home().resolve("blobs"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void tooManyAttemptsAreSlowedDownWhetherTheLinkIsGoodOrNot() {
        var path = world.sharePack("uses", "9");
        var outside = world.server.browser();
        var last = 0;
        for (int i = 0; i < 61; i++) {
            last = outside.get("/external/pack?token=guess" + i).status();
        }
        assertThat(last).isEqualTo(429);
        var good = outside.get(path);
        assertThat(good.status()).isEqualTo(429);
        assertThat(good.header("Retry-After")).isNotEmpty();
    }
}
