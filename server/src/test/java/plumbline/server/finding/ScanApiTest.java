package plumbline.server.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.catalog.ControlRef;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.evidence.EvidenceId;
import plumbline.server.evidence.EvidenceQueries;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanApiTest {
    private ServerFixture server;
    private TestApi api;
    private CloudService service;
    private int services;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        api = server.token(Permission.SCAN_PUSH, Permission.FINDING_READ, Permission.EVIDENCE_READ);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void registerService() {
        var description = new Description(
                "Shop " + ++services,
                "",
                OurRole.BOTH,
                ServiceModel.SAAS,
                DataClass.INTERNAL,
                List.of(),
                "",
                "",
                List.of());
        service = server.part(Services.class).create(Actor.SYSTEM, description);
    }

    private PushedScan scan() {
        return new PushedScan(service.key());
    }

    @Test
    void opensKeepsAndClosesFindingsByReScan() {
        var first = scan().result("CRY-01", "aws_ebs_volume.a", "fail").result("CRY-01", "aws_ebs_volume.b", "fail");
        var second = scan().result("CRY-01", "aws_ebs_volume.a", "pass").result("CRY-01", "aws_ebs_volume.b", "fail");

        assertThat(outcome(first)).isEqualTo(Map.of("opened", 2, "stayed", 0, "closed", 0, "unknown", 0));
        server.clock().advance(Duration.ofMinutes(5));
        assertThat(outcome(second)).isEqualTo(Map.of("opened", 0, "stayed", 1, "closed", 1, "unknown", 0));

        assertThat(findings("open")).containsExactly("aws_ebs_volume.b");
        assertThat(findings("fixed")).containsExactly("aws_ebs_volume.a");
    }

    @Test
    void tellsEngineersOnceWhatIsNewAndBad() {
        var engineer = server.person(Role.ENGINEER);
        var auditor = server.person(Role.AUDITOR);
        outcome(scan().result("CRY-01", "aws_ebs_volume.a", "fail"));
        server.clock().advance(Duration.ofMinutes(5));
        outcome(scan().result("CRY-01", "aws_ebs_volume.a", "fail"));
        var told = server.signIn(engineer)
                .json("GET", "/api/v1/me/notices", "")
                .json()
                .get("items");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).get("subject").asString()).isEqualTo("1 high new finding in " + service.key());
        assertThat(server.signIn(auditor)
                        .json("GET", "/api/v1/me/notices", "")
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void unknownNeitherClosesAFindingNorPasses() {
        outcome(scan().result("CRY-01", "aws_ebs_volume.a", "fail"));
        server.clock().advance(Duration.ofMinutes(5));

        var outcome = outcome(scan().result("CRY-01", "aws_ebs_volume.a", "unknown"));

        assertThat(outcome).isEqualTo(Map.of("opened", 0, "stayed", 1, "closed", 0, "unknown", 1));
        assertThat(findings("open")).containsExactly("aws_ebs_volume.a");
    }

    @Test
    void aResourceThatIsGoneClosesItsFindingAndAnUnreadFileDoesNot() {
        outcome(scan().result("CRY-01", "aws_ebs_volume.a", "fail", "a.tf")
                .result("CRY-01", "aws_ebs_volume.b", "fail", "b.tf"));
        server.clock().advance(Duration.ofMinutes(5));

        var outcome = outcome(scan().skipped("b.tf"));

        assertThat(outcome).isEqualTo(Map.of("opened", 0, "stayed", 1, "closed", 1, "unknown", 1));
        assertThat(findings("open")).containsExactly("aws_ebs_volume.b");
    }

    @Test
    void aMissingModuleKeepsOpenOnlyWhatStandsInIt() {
        outcome(scan().result("CRY-01", "aws_ebs_volume.a", "fail", "main.tf")
                .result("CRY-01", "module.disks.aws_ebs_volume.b", "fail", "disks/main.tf")
                .result("CRY-01", "module.disks2.aws_ebs_volume.c", "fail", "disks2/main.tf"));

        var outcome = outcome(scan().missing("module.disks", "main.tf"));

        assertThat(outcome).isEqualTo(Map.of("opened", 0, "stayed", 1, "closed", 2, "unknown", 1));
        assertThat(findings("open")).containsExactly("module.disks.aws_ebs_volume.b");
    }

    @Test
    void aFolderThatCouldNotBeReadKeepsWhatStandsInIt() {
        outcome(scan().result("CRY-01", "aws_ebs_volume.a", "fail", "net/main.tf")
                .result("CRY-01", "aws_ebs_volume.b", "fail", "network.tf"));

        outcome(scan().skipped("net"));

        assertThat(findings("open")).containsExactly("aws_ebs_volume.a");
    }

    @Test
    void aFixedFindingOpensAgainUnderItsOldNumber() {
        outcome(scan().result("CRY-01", "aws_ebs_volume.a", "fail"));
        var id = list("open").get("items").get(0).get("id").asString();
        outcome(scan().result("CRY-01", "aws_ebs_volume.a", "pass"));
        outcome(scan().result("CRY-01", "aws_ebs_volume.a", "fail"));

        assertThat(list("open").get("items").get(0).get("id").asString()).isEqualTo(id);
        var history = api.get("/api/v1/findings/" + id).json().get("history");
        assertThat(history.findValuesAsString("became")).containsExactly("fail", "pass", "fail");
    }

    @Test
    void scansOfDifferentFoldersDoNotTouchEachOther() {
        outcome(scan().path("network").result("CRY-01", "aws_ebs_volume.a", "fail"));
        var outcome = outcome(scan().path("storage").result("CRY-01", "aws_ebs_volume.b", "fail"));

        assertThat(outcome).containsEntry("closed", 0);
        assertThat(findings("open")).containsExactlyInAnyOrder("aws_ebs_volume.a", "aws_ebs_volume.b");
    }

    @Test
    void tellsApartResultsOfTheSameAddress() {
        var twice = scan().result("CRY-01", "aws_ebs_volume.a", "fail").result("CRY-01", "aws_ebs_volume.a", "fail");

        assertThat(outcome(twice)).containsEntry("opened", 2);
        assertThat(outcome(twice)).containsEntry("stayed", 2);
    }

    @Test
    void goesOnWhereItStopped() {
        var scan = scan();
        for (int i = 0; i < 2_500; i++) {
            scan.result("CRY-01", "aws_ebs_volume.v" + i, i % 2 == 0 ? "fail" : "pass");
        }
        var id = scan.begin(api).json().get("id").asString();
        api.put("/api/v1/scans/" + id + "/parts/1", CanonicalJson.text(scan.part(1)));

        var missing = api.post("/api/v1/scans/" + id + "/complete", "");
        assertThat(missing.status()).isEqualTo(409);
        assertThat(missing.json().get("missing").toString()).isEqualTo("[0,2]");

        var resumed = scan.begin(api);
        assertThat(resumed.status()).isEqualTo(200);
        assertThat(resumed.json().get("received").toString()).isEqualTo("[1]");
        assertThat(scan.push(api).json().get("opened").asInt()).isEqualTo(1_250);
    }

    @Test
    void answersARepeatedCompletionTheSame() {
        var scan = scan().result("CRY-01", "aws_ebs_volume.a", "fail");
        var first = scan.push(api).json();
        var again = api.post("/api/v1/scans/" + first.get("id").asString() + "/complete", "")
                .json();

        assertThat(again.get("opened")).isEqualTo(first.get("opened"));
        assertThat(again.get("evidence")).isEqualTo(first.get("evidence"));
    }

    @Test
    void becomesEvidence() {
        var evidence = scan().result("CRY-01", "aws_ebs_volume.a", "fail")
                .push(api)
                .json()
                .get("evidence")
                .asString();

        var record = server.part(EvidenceQueries.class)
                .find(EvidenceId.find(evidence).orElseThrow())
                .orElseThrow();

        assertThat(record.kind()).isEqualTo("iac-scan-result");
        assertThat(record.controls()).contains(ControlRef.of("2015", "10.1.1"));
        assertThat(record.serviceId()).isEqualTo(service.id());
    }

    @Test
    void refusesContentOfAnotherDigest() {
        var announced = scan().result("CRY-01", "aws_ebs_volume.a", "fail");
        var other = scan().result("CRY-01", "aws_ebs_volume.a", "pass");
        var id = announced.begin(api).json().get("id").asString();
        api.put("/api/v1/scans/" + id + "/parts/0", CanonicalJson.text(other.part(0)));

        var answer = api.post("/api/v1/scans/" + id + "/complete", "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(findings("open")).isEmpty();
    }

    @Test
    void refusesAPartThatDiffersFromTheOneItHolds() {
        var scan = scan().result("CRY-01", "aws_ebs_volume.a", "fail");
        var id = scan.begin(api).json().get("id").asString();
        api.put("/api/v1/scans/" + id + "/parts/0", CanonicalJson.text(scan.part(0)));

        var other = scan().result("CRY-01", "aws_ebs_volume.a", "pass");
        var answer = api.put("/api/v1/scans/" + id + "/parts/0", CanonicalJson.text(other.part(0)));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(api.put("/api/v1/scans/" + id + "/parts/0", CanonicalJson.text(scan.part(0)))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void saysWhatIsWrongWithAResult() {
        var scan = scan().result("CRY-01", "aws_ebs_volume.a", "fail");
        var id = scan.begin(api).json().get("id").asString();
        var answer = api.put("/api/v1/scans/" + id + "/parts/0", with(scan, "severity", "\"terrible\""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("/results/0/severity");
    }

    @Test
    void aTokenOfOneServiceDoesNotReachAnother() {
        var own = service;
        registerService();
        var stranger = server.token(service.id(), Permission.SCAN_PUSH, Permission.FINDING_READ);
        service = own;
        var scan = scan().result("CRY-01", "aws_ebs_volume.a", "fail");
        var id = scan.push(api).json().get("id").asString();

        assertThat(scan.begin(stranger).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/scans/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/findings").json().get("items")).isEmpty();
        assertThat(stranger.get("/api/v1/findings").json().get("total").asInt()).isZero();
    }

    @Test
    void findsByWordsAndCounts() {
        var scan = scan();
        for (int i = 0; i < 120; i++) {
            scan.result("CRY-01", "aws_ebs_volume.alpha_" + i, "fail");
        }
        scan.result("CRY-01", "aws_ebs_volume.omega", "fail").push(api);

        var found = api.get("/api/v1/findings?q=omeg&service=" + service.key()).json();
        var page =
                api.get("/api/v1/findings?limit=100&service=" + service.key()).json();
        var rest = api.get("/api/v1/findings?limit=100&service=" + service.key() + "&cursor="
                        + page.get("nextCursor").asString())
                .json();

        assertThat(found.get("total").asInt()).isEqualTo(1);
        assertThat(page.get("total").asInt()).isEqualTo(121);
        assertThat(rest.get("items")).hasSize(21);
        assertThat(rest.has("nextCursor") && !rest.get("nextCursor").isNull()).isFalse();
    }

    private Map<String, Integer> outcome(PushedScan scan) {
        var json = scan.push(api).json();
        return Map.of(
                "opened",
                json.get("opened").asInt(),
                "stayed",
                json.get("stayed").asInt(),
                "closed",
                json.get("closed").asInt(),
                "unknown",
                json.get("unknown").asInt());
    }

    private tools.jackson.databind.JsonNode list(String state) {
        return api.get("/api/v1/findings?service=" + service.key() + "&state=" + state)
                .json();
    }

    private List<String> findings(String state) {
        return list(state).get("items").findValuesAsString("resource");
    }

    @Test
    void refusesASnippetThatNoPageCouldShow() {
        var scan = scan().result("CRY-01", "aws_ebs_volume.a", "fail");
        var id = scan.begin(api).json().get("id").asString();

        for (var snippet : List.of(
                "\"text\"",
                "{\"line\":1,\"lines\":[\"a\"],\"marked\":\"x\"}",
                "{\"line\":0,\"lines\":[\"a\"],\"marked\":1}",
                "{\"line\":1,\"lines\":[1],\"marked\":1}",
                "{\"line\":1,\"marked\":1}")) {
            var answer = api.put("/api/v1/scans/" + id + "/parts/0", with(scan, "snippet", snippet));
            assertThat(answer.status()).as(snippet).isEqualTo(422);
        }
        var sound = with(scan, "snippet", "{\"line\":1,\"lines\":[\"a\"],\"marked\":1}");
        assertThat(api.put("/api/v1/scans/" + id + "/parts/0", sound).status()).isEqualTo(204);
    }

    /// The first part of a scan, with another value in its only result.
    private static String with(PushedScan scan, String field, String json) {
        var result = (JsonObject) scan.part(0).array("results").items().getFirst();
        var members = new TreeMap<>(result.members());
        members.put(field, JsonReader.read(json));
        return CanonicalJson.text(JsonObject.builder()
                .put("results", new JsonArray(List.of(new JsonObject(members))))
                .build());
    }
}
