package plumbline.server.evidence.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.api.InvalidFields;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

class UploadTest {
    private static final byte[] PDF = "%PDF-1.7 minutes of the review".getBytes(StandardCharsets.UTF_8);

    private final ServerFixture server = ServerFixture.shared();

    @Test
    void aPersonHandsInAFileAndAnybodyMayReadGetsItSafely() {
        var service = service();
        var manager = server.signIn(Role.COMPLIANCE_MANAGER);
        assertThat(manager.get("/evidence").text()).contains("/evidence/new");
        assertThat(manager.get("/evidence/new?control=2015/12.4.1").text())
                .contains("2015/12.4.1", "multipart/form-data");

        var answer = manager.upload(
                "/evidence",
                "C:\\files\\minutes of May.pdf",
                PDF,
                "title",
                "Access review, May",
                "kind",
                "policy-approval-record",
                "service",
                service.key(),
                "controls",
                "9.2.5, CLD.9.5.1 2026/8.24",
                "observedAt",
                "2026-05-20T09:30",
                "holdsUntil",
                "2026-12-31T00:00");

        var page = answer.location().orElseThrow(() -> new AssertionError(answer.text()));
        var auditor = server.signIn(Role.AUDITOR);
        assertThat(auditor.get(page).text())
                .contains("Access review, May", "application/pdf", "2015/CLD.9.5.1", "2026/8.24");
        var file = auditor.get(page + "/content");
        assertThat(file.bytes()).isEqualTo(PDF);
        assertThat(file.header("Content-Disposition")).startsWith("attachment").contains("-minutes_of_May.pdf");
        assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.header("Content-Security-Policy")).contains("sandbox");
    }

    @Test
    void aProgramHandsInTheSameOnce() {
        var api = server.token(Permission.EVIDENCE_WRITE, Permission.EVIDENCE_READ);
        var query = "title=Export&kind=policy-version&fileName=users.csv&observedAt=2026-11-01T00:00:00Z";
        var content = ("user,role\n" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);

        var first = send(api, query, content, "Idempotency-Key", "a");
        var again = send(api, query, content, "Idempotency-Key", "a");
        var known = send(api, query, content, "X-Other", "b");

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.json().get("mediaType").asString()).isEqualTo("text/csv");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(known.status()).isEqualTo(200);
        assertThat(known.json().get("known").asBoolean()).isTrue();
        assertThat(known.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(api.get(first.location().orElseThrow() + "/content").bytes()).isEqualTo(content);
    }

    @Test
    void whatCannotBeEvidenceIsRefusedWithItsPlace() {
        var api = server.token(Permission.EVIDENCE_WRITE);
        var good = "title=x&kind=policy-version&fileName=x.txt";
        var text = "words".getBytes(StandardCharsets.UTF_8);
        assertRefused("?title", send(api, "kind=policy-version&fileName=x.txt", text));
        assertRefused("?kind", send(api, "title=x&kind=none&fileName=x.txt", text));
        assertRefused("?kind", send(api, "title=x&kind=policy-publication-record&fileName=x.txt", text));
        assertRefused("?controls", send(api, good + "&controls=99.9.9", text));
        assertRefused("?controls", send(api, good + "&controls=%2F", text));
        assertRefused("?service", send(api, good + "&service=nowhere", text));
        assertRefused("?observedAt", send(api, good + "&observedAt=2030-01-01T00:00:00Z", text));
        assertRefused("?observedAt", send(api, good + "&observedAt=yesterday", text));
        assertRefused("?holdsUntil", send(api, good + "&holdsUntil=2020-01-01T00:00:00Z", text));
        assertRefused("", send(api, good, new byte[0]));
        assertRefused("", send(api, "title=x&kind=policy-version&fileName=x.pdf", text));
        assertRefused("", send(api, "title=x&kind=policy-version", text));
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndWhatWasTypedStays() {
        var manager = server.signIn(Role.COMPLIANCE_MANAGER);
        var typed = new String[] {
            "title",
            "",
            "kind",
            "none",
            "service",
            "nowhere",
            "controls",
            "99.9.9",
            "observedAt",
            "yesterday",
            "holdsUntil",
            "some day"
        };

        var refused = manager.upload("/evidence", "", new byte[0], typed);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("7 things need another look", "value=\"99.9.9\"", "value=\"yesterday\"")
                .contains("id=\"field-file-error\"", "id=\"field-title-error\"", "id=\"field-kind-error\"")
                .contains("id=\"field-service-error\"", "id=\"field-controls-error\"")
                .contains("id=\"field-observedAt-error\"", "id=\"field-holdsUntil-error\"")
                .contains("Choose the file again");
        assertThat(manager.upload("/evidence", "x.pdf", "words".getBytes(StandardCharsets.UTF_8), typed)
                        .text())
                .as("the file's bytes are looked at in the same round")
                .contains("7 things need another look", "is not what its name says");
        var sent = send(
                server.token(Permission.EVIDENCE_WRITE),
                "kind=none&controls=99.9.9&observedAt=yesterday&fileName=x.txt",
                PDF);
        assertThat(sent.json().get("errors").findValuesAsString("pointer"))
                .containsExactly("?title", "?kind", "?controls", "?observedAt");
    }

    @Test
    void aFileIsBounded() {
        var api = server.token(Permission.EVIDENCE_WRITE);
        var answer = send(api, "title=x&kind=policy-version&fileName=x.bin", new byte[50_000_001]);

        assertRefused("", answer);
        assertThat(answer.text()).contains("50 MB").doesNotContain("50.0");
    }

    @Test
    void onlyWhoMayHandsIn() {
        assertThat(server.signIn(Role.AUDITOR).get("/evidence/new").status()).isEqualTo(403);
        assertThat(server.signIn(Role.AUDITOR).get("/evidence").text()).doesNotContain("/evidence/new");
        var reader = server.token(Permission.EVIDENCE_READ);
        assertThat(send(reader, "title=x", PDF).status()).isEqualTo(403);

        var limited = server.token(service().id(), Permission.EVIDENCE_WRITE);
        var good = "title=x&kind=policy-version&fileName=x.pdf";
        assertRefused("?service", send(limited, good, PDF));
        assertRefused("?service", send(limited, good + "&service=" + service().key(), PDF));
    }

    @Test
    void theBytesDecideWhatAFileIs() {
        assertThat(type("%PDF-1.4", "a.pdf")).isEqualTo("application/pdf");
        assertThat(type("%PDF-1.4", "a")).isEqualTo("application/pdf");
        assertThat(type("PK\u0003\u0004", "a.xlsx")).endsWith("spreadsheetml.sheet");
        assertThat(type("PK\u0003\u0004", "a.zip")).isEqualTo("application/zip");
        assertThat(type("<html><script>", "a.html")).isEqualTo("text/plain");
        assertThat(type("<svg onload=x>", "a.svg")).isEqualTo("text/plain");
        assertThat(type("{}", "a.json")).isEqualTo("application/json");
        assertThat(type("a\0b", "a.json")).isEqualTo("application/octet-stream");
        assertThatThrownBy(() -> type("<html>", "a.png")).isInstanceOf(InvalidFields.class);
        assertThatThrownBy(() -> type("MZ", "a.docx")).isInstanceOf(InvalidFields.class);
    }

    private static String type(String head, String name) {
        return FileType.of(head.getBytes(StandardCharsets.UTF_8), name);
    }

    private static Answer send(TestApi api, String query, byte[] file, String... header) {
        var request = api.request("/api/v1/evidence?" + query)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(file));
        return api.send((header.length == 0 ? request : request.header(header[0], header[1])).build());
    }

    private static void assertRefused(String pointer, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
    }

    private CloudService service() {
        var name = "Upload " + UUID.randomUUID();
        var description = new Description(
                name, "", OurRole.BOTH, ServiceModel.SAAS, DataClass.INTERNAL, List.of(), "", "", List.of());
        return server.part(Services.class).create(Actor.SYSTEM, description);
    }
}
