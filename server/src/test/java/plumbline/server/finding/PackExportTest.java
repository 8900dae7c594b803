package plumbline.server.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.Policy;
import plumbline.ledger.VerificationException;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.pack.PackException;
import plumbline.ledger.pack.PackLimits;
import plumbline.ledger.pack.PackVerifier;
import plumbline.ledger.pack.VerifiedPack;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.testkit.Await;

/// Packs by the doors that people and programs use, from a pushed scan to what a stranger verifies.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackExportTest {
    private static final String WINDOW = "\"from\":\"2026-11-01T00:00:00Z\",\"to\":\"2026-12-01T00:00:00Z\"";

    private ServerFixture server;
    private TestApi api;
    private CloudService shop;

    @TempDir
    private Path folder;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        api = server.token(Permission.PACK_EXPORT);
        shop = service("Pack shop");
        var pushed = new PushedScan(shop.key())
                .result("CRY-01", "aws_ebs_volume.a", "fail")
                .result("CRY-01", "aws_ebs_volume.b", "pass")
                .push(server.token(Permission.SCAN_PUSH));
        assertThat(pushed.status()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aPersonExportsWhatAnybodyCanVerify() throws IOException {
        var auditor = server.signIn(Role.AUDITOR);
        assertThat(auditor.get("/packs/new").text()).contains("Pack shop");
        var asked = auditor.post(
                "/packs",
                "services",
                shop.key(),
                "from",
                "2026-11-01",
                "to",
                "2026-11-30",
                "edition",
                "2015",
                "title",
                "Surveillance audit");
        var page = asked.location().orElseThrow();
        awaitReady(page.substring("/packs/".length()));

        assertThat(auditor.get(page).text())
                .contains("Surveillance audit", "plumbline verify PACK-", "1 piece of evidence");
        assertThat(auditor.get("/packs").text()).contains("Surveillance audit", "Pack shop");
        assertThat(auditor.get("/packs?format=csv").text()).contains("Surveillance audit");
        assertThat(auditor.get("/packs?service=" + shop.key()).text()).contains("Surveillance audit");
        var download = auditor.get(page + "/content");
        assertThat(download.header("Content-Disposition"))
                .startsWith("attachment")
                .contains(".zip");
        var verified = verify(download.bytes());
        assertThat(verified.trusted()).isTrue();
        assertThat(verified.counts().evidence()).isEqualTo(1);
        assertThat(verified.counts().journal()).isPositive();
        assertThat(auditor.get("/journal?action=pack.downloaded").text()).contains(page.substring(7));
    }

    @Test
    void theDocumentsNameWhatThePackHolds() throws IOException {
        var file = Files.write(folder.resolve("pack.zip"), export());
        try (var zip = new ZipFile(file.toFile())) {
            var finding =
                    document(zip, "findings.json").array("findings").objects().getFirst();
            assertThat(finding.array("controls").strings()).containsExactly("10.1.1");
            assertThat(finding.array("evidence").strings())
                    .singleElement()
                    .satisfies(id -> assertThat(zip.getEntry("evidence/" + id + "/record.json"))
                            .isNotNull());
            var row = document(zip, "soa.json").array("rows").objects().stream()
                    .filter(one -> one.string("control").equals("10.1.1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.bool("applicable")).isTrue();
            assertThat(row.string("decision")).isEqualTo("undecided");
            assertThat(row.string("state")).isEqualTo("failing");
            assertThat(row.array("evidence").strings())
                    .isEqualTo(finding.array("evidence").strings());
        }
    }

    @Test
    void anyFlippedByteIsFound() throws IOException {
        var bytes = export();
        for (int place : new int[] {100, bytes.length / 3, bytes.length / 2, bytes.length - 100}) {
            var flipped = bytes.clone();
            flipped[place] ^= 1;
            assertThatThrownBy(() -> verify(flipped))
                    .as("byte " + place)
                    .isInstanceOfAny(PackException.class, VerificationException.class);
        }
    }

    @Test
    void theSameKeyAsksOnce() {
        var body = "{\"service\":\"%s\",%s}".formatted(shop.key(), WINDOW);
        var first = api.post("/api/v1/packs", body, "Idempotency-Key", "once");
        var second = api.post("/api/v1/packs", body, "Idempotency-Key", "once");

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(202);
        assertThat(first.location()).isEqualTo(second.location()).isPresent();
        assertThat(id(second)).isEqualTo(id(first));
        assertThat(api.post("/api/v1/packs", body).json().get("id").asString()).isNotEqualTo(id(first));
    }

    @Test
    void theListIsReadByCursor() {
        export();
        export();
        var first = api.get("/api/v1/packs?limit=1").json();
        var second = api.get("/api/v1/packs?limit=1&cursor="
                        + first.get("nextCursor").asString())
                .json();

        assertThat(second.get("items").get(0).get("id").asString())
                .isLessThan(first.get("items").get(0).get("id").asString());
        assertThat(api.get("/api/v1/packs?cursor=none").status()).isEqualTo(400);
    }

    @Test
    void anUnfinishedPackIsTakenUpAfterARestartAndIsTheSame() throws IOException {
        var asked = ask();
        awaitReady(asked);
        var bytes = api.get("/api/v1/packs/" + asked + "/content").bytes();
        var waiting = ask();

        server.restart("update pack set state = 'writing', zip_sha256 = null, zip_length = null where 'PACK-' ||"
                + " lpad(id::text, 4, '0') = '" + asked + "'");
        api = server.token(Permission.PACK_EXPORT);

        awaitReady(waiting);
        awaitReady(asked);
        assertThat(api.get("/api/v1/packs/" + asked + "/content").bytes()).isEqualTo(bytes);
        assertThat(verify(api.get("/api/v1/packs/" + waiting + "/content").bytes())
                        .trusted())
                .isTrue();
    }

    @Test
    void downloadingAgainGivesTheSameBytes() {
        var asked = ask();
        awaitReady(asked);
        var first = api.get("/api/v1/packs/" + asked + "/content").bytes();
        new PushedScan(shop.key())
                .path("later")
                .result("CRY-01", "aws_ebs_volume.later", "fail")
                .push(server.token(Permission.SCAN_PUSH));

        assertThat(api.get("/api/v1/packs/" + asked + "/content").bytes()).isEqualTo(first);
    }

    @Test
    void whatCannotBeAPackIsRefusedWithItsPlace() {
        var body = "{\"service\":\"%s\",%s}";
        assertRefused("/service", body.formatted("nowhere", WINDOW));
        assertRefused("/from", "{\"service\":\"%s\"}".formatted(shop.key()));
        assertRefused("/edition", body.formatted(shop.key(), WINDOW + ",\"edition\":\"1999\""));
        assertRefused("/title", body.formatted(shop.key(), WINDOW + ",\"title\":\"" + "x".repeat(121) + "\""));
        assertRefused("/to", body.formatted(shop.key(), WINDOW.replace("2026-12-01", "2026-10-01")));
        var form = server.signIn(Role.COMPLIANCE_MANAGER).post("/packs", "from", "2026-11-01", "to", "soon");
        assertThat(form.status()).isEqualTo(422);
    }

    @Test
    void allThatIsWrongWithAPackIsToldAtOnceAndWhatWasTypedStays() {
        var title = "x".repeat(121);

        var form = server.signIn(Role.COMPLIANCE_MANAGER)
                .post("/packs", "from", "then", "to", "soon", "edition", "1999", "title", title);

        assertThat(form.status()).isEqualTo(422);
        assertThat(form.text())
                .contains("5 things need another look", "value=\"then\"", "value=\"soon\"", title)
                .contains("id=\"field-services-error\"", "id=\"field-from-error\"", "id=\"field-to-error\"")
                .contains("id=\"field-edition-error\"", "id=\"field-title-error\"");
        var sent = api.post("/api/v1/packs", "{\"service\":\"nowhere\"}");
        assertThat(sent.json().get("errors").findValuesAsString("pointer")).containsExactly("/service", "/from", "/to");
    }

    @Test
    void onlyWhoMayExportSeesPacks() {
        var asked = ask();
        awaitReady(asked);
        var engineer = server.signIn(Role.ENGINEER);
        assertThat(engineer.get("/packs").status()).isEqualTo(403);
        assertThat(engineer.get("/packs/" + asked + "/content").status()).isEqualTo(403);
        assertThat(server.token(Permission.EVIDENCE_READ).get("/api/v1/packs").status())
                .isEqualTo(403);

        var elsewhere = server.token(service("Other shop").id(), Permission.PACK_EXPORT);
        assertThat(elsewhere.get("/api/v1/packs").json().get("items")).isEmpty();
        assertThat(elsewhere.get("/api/v1/packs/" + asked).status()).isEqualTo(404);
        assertThat(elsewhere.get("/api/v1/packs/" + asked + "/content").status())
                .isEqualTo(404);
        assertThat(elsewhere.post("/api/v1/packs/" + asked + "/cancel", "").status())
                .isEqualTo(404);
        assertThat(elsewhere
                        .post("/api/v1/packs", "{\"service\":\"%s\",%s}".formatted(shop.key(), WINDOW))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whatIsReadyCannotBeCalledOff() {
        var asked = ask();
        awaitReady(asked);

        assertThat(api.post("/api/v1/packs/" + asked + "/cancel", "").status()).isEqualTo(409);
    }

    @Test
    void anAuditorCallsOffNothingOfOthers() {
        var asked = ask();
        awaitReady(asked);
        var auditor = server.signIn(Role.AUDITOR);
        auditor.get("/packs/" + asked);

        assertThat(auditor.post("/packs/" + asked + "/cancel").status()).isEqualTo(403);
        assertThat(auditor.json("POST", "/api/v1/packs/" + asked + "/cancel", "")
                        .status())
                .isEqualTo(403);

        var own = id(auditor.json("POST", "/api/v1/packs", "{\"service\":\"%s\",%s}".formatted(shop.key(), WINDOW)));
        awaitReady(own);
        assertThat(auditor.json("POST", "/api/v1/packs/" + own + "/cancel", "").status())
                .as("It may, and comes too late")
                .isEqualTo(409);
    }

    private void assertRefused(String pointer, String body) {
        var answer = api.post("/api/v1/packs", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
    }

    private CloudService service(String name) {
        var description = new Description(
                name, "", OurRole.BOTH, ServiceModel.SAAS, DataClass.INTERNAL, List.of(), "", "", List.of());
        return server.part(Services.class).create(Actor.SYSTEM, description);
    }

    private String ask() {
        var answer = api.post("/api/v1/packs", "{\"service\":\"%s\",%s}".formatted(shop.key(), WINDOW));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return id(answer);
    }

    private byte[] export() {
        var asked = ask();
        awaitReady(asked);
        return api.get("/api/v1/packs/" + asked + "/content").bytes();
    }

    private static String id(Answer answer) {
        return answer.json().get("id").asString();
    }

    private VerifiedPack verify(byte[] bytes) throws IOException {
        var file = Files.write(Files.createTempFile(folder, "pack", ".zip"), bytes);
        var trust = Optional.of(Policy.ofLog(server.part(Ledger.class).keys()));
        return PackVerifier.verify(file, trust, PackLimits.DEFAULT);
    }

    private static JsonObject document(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(zip.getEntry(name))) {
            return JsonReader.readObject(in.readAllBytes());
        }
    }

    private void awaitReady(String id) {
        Await.holds("the making of " + id, () -> {
            var pack = api.get("/api/v1/packs/" + id).json();
            var state = pack.get("state").asString();
            assertThat(state).as(pack.toString()).isNotIn("failed", "cancelled");
            return state.equals("ready");
        });
    }
}
