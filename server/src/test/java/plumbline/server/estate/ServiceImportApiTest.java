package plumbline.server.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plumbline.ledger.Sha256;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// What rows of a file do to the register, asked and done by the API.
class ServiceImportApiTest {
    private static final String API = "/api/v1/imports/services";
    private static final String HEADER = "name,our role,model,data class,owner\n";

    private static ServerFixture server;

    private String unique;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void name() {
        unique = "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void findsWhatRowsDoToEachOther() {
        var there = service(unique + " there");
        var answer = dryRun("key,name,our role,model,data class\n"
                + "," + unique + " a,both,saas,internal\n"
                + "," + unique + " A,both,saas,internal\n"
                + there.key() + "," + unique + " a,both,saas,internal\n"
                + "Big Key,x,both,saas,internal\n");

        assertThat(answer.json().get("rows").findValuesAsString("outcome"))
                .containsExactly("create", "error", "error", "error");
        assertThat(answer.json().at("/rows/1/errors/0/message").asString()).contains("Line 2");
        assertThat(answer.json().at("/rows/2/errors/0/column").asString()).isEqualTo("name");
        assertThat(answer.json().at("/rows/3/errors/0/column").asString()).isEqualTo("key");
        assertThat(answer.json().at("/rows/3/line").asInt()).isEqualTo(5);
    }

    @Test
    void refusesRowsThatNobodyCanRead() {
        var answer = dryRun(HEADER + unique + "\u202egpj,both,saas,internal,\n" + unique + ",both,saas,internal,x,y\n");

        assertThat(answer.json().at("/rows/0/errors/0/column").asString()).isEqualTo("name");
        assertThat(answer.json().at("/rows/1/errors/0/message").asString()).contains("no name in the header");
    }

    @Test
    void keepsWhatTheFileDoesNotSay() {
        var there = service(unique + " there");

        var done = imported("name,purpose\n" + unique + " there,new purpose\n");

        assertThat(done.json().get("changed").asInt()).isEqualTo(1);
        var now = fresh(there).description();
        assertThat(now.purpose()).isEqualTo("new purpose");
        assertThat(now.owner()).isEqualTo("owner@example.com");
        assertThat(imported("name,owner\n" + unique + " there,\n").status()).isEqualTo(200);
        assertThat(fresh(there).description().owner()).isEmpty();
    }

    @Test
    void keepsRowsOfOtherServicesFromWhoeverMayNotChangeThem() {
        var mine = service(unique + " mine");
        var theirs = service(unique + " theirs");
        var api = server.token(mine.id(), Permission.SERVICE_WRITE);
        var csv = "key,name,data class\n" + mine.key() + ",,public\n" + theirs.key() + ",x,public\n," + unique
                + " new,public\n";

        var answer = sent(api, csv.replace(",,", "," + unique + " mine,"), "?dryRun=true");

        assertThat(answer.json().get("rows").findValuesAsString("outcome")).containsExactly("change", "error", "error");
        assertThat(answer.text()).doesNotContain(unique + " theirs");
        assertThat(sent(api, csv, "?dryRun=false").status()).isEqualTo(422);
        assertThat(fresh(theirs).version()).isEqualTo(1);
        var scoped = server.signIn(server.personOn(Set.of(mine.id()), Role.COMPLIANCE_MANAGER));
        assertThat(scoped.get("/services").text()).contains("href=\"/imports/services\"");
        assertThat(server.signIn(Role.AUDITOR).get("/services").text()).doesNotContain("/imports/services");
    }

    @Test
    void appliesByTheApiWhatWasSeenThere() {
        var csv = HEADER + unique + ",both,saas,internal,\n";
        var seen = dryRun(csv).header("ETag");
        var key = UUID.randomUUID().toString();

        var stale = sent(api(), csv, "?dryRun=false", "If-Match", "\"" + "0".repeat(64) + "\"");
        var first = sent(api(), csv, "?dryRun=false", "If-Match", seen, "Idempotency-Key", key);
        var again = dryRun(csv);

        assertThat(stale.status()).isEqualTo(412);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().get("dryRun").asBoolean()).isFalse();
        assertThat(first.json().get("created").asInt()).isEqualTo(1);
        assertThat(first.json().get("sha256").asString()).isEqualTo(digest(csv));
        assertThat(again.json().get("unchanged").asInt()).isEqualTo(1);
        assertThat(again.header("ETag")).isNotEqualTo(seen);
    }

    @Test
    void answersARepeatedImportAsTheFirstTime() {
        var csv = HEADER + unique + ",both,saas,internal,\n";
        var key = UUID.randomUUID().toString();
        var api = api();

        var first = sent(api, csv, "?dryRun=false", "Idempotency-Key", key);
        var again = sent(api, csv, "?dryRun=false", "Idempotency-Key", key);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(applied(csv)).hasSize(1);
    }

    @Test
    void refusesByTheApiWhatIsNoList() {
        assertThat(server.token(Permission.SERVICE_WRITE).post(API, "{}").status())
                .isEqualTo(422);
        assertThat(sent(api(), "colour\nx\n", "").status()).isEqualTo(422);
        assertThat(sent(server.token(Permission.SERVICE_READ), "name\nx\n", "").status())
                .isEqualTo(403);
        var wrong = sent(api(), HEADER + unique + ",nobody,saas,internal,\n", "?dryRun=false");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().at("/rows/0/errors/0/column").asString()).isEqualTo("our role");
    }

    private static Answer dryRun(String csv) {
        return sent(api(), csv, "");
    }

    private static Answer imported(String csv) {
        return sent(api(), csv, "?dryRun=false");
    }

    private static TestApi api() {
        return server.token(Permission.SERVICE_WRITE);
    }

    private static Answer sent(TestApi api, String csv, String query, String... headers) {
        var all = new ArrayList<>(List.of("Content-Type", "text/csv"));
        all.addAll(List.of(headers));
        return api.send("POST", API + query, csv, all.toArray(String[]::new));
    }

    private static List<String> applied(String csv) {
        return server
                .transactions()
                .reading()
                .select(JOURNAL_ENTRY.CONTENT)
                .from(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.ACTION.eq("import.applied"))
                .fetch(row -> new String(row.value1(), StandardCharsets.UTF_8))
                .stream()
                .filter(entry -> entry.contains(digest(csv)))
                .toList();
    }

    private static String digest(String csv) {
        return Sha256.hex(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static CloudService service(String name) {
        return services().create(Actor.SYSTEM, described(name, DataClass.INTERNAL));
    }

    private static Description described(String name, DataClass data) {
        return new Description(
                name, "", OurRole.BOTH, ServiceModel.SAAS, data, List.of(), "owner@example.com", "", List.of());
    }

    private static CloudService fresh(CloudService service) {
        return services().these(Set.of(service.id())).getFirst();
    }

    private static Services services() {
        return server.part(Services.class);
    }
}
