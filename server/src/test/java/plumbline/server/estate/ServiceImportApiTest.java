package plumbline.server.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import plumbline.server.Answer;
import plumbline.server.TestApi;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;

/// What rows of a file do to the register, asked and done by the API.
class ServiceImportApiTest extends ServiceFixtures {
    private static final String API = "/api/v1/imports/services";

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

    private Answer dryRun(String csv) {
        return sent(api(), csv, "");
    }

    private Answer imported(String csv) {
        return sent(api(), csv, "?dryRun=false");
    }

    private TestApi api() {
        return server.token(Permission.SERVICE_WRITE);
    }

    private Answer sent(TestApi api, String csv, String query, String... headers) {
        var all = new ArrayList<>(List.of("Content-Type", "text/csv"));
        all.addAll(List.of(headers));
        return api.send("POST", API + query, csv, all.toArray(String[]::new));
    }
}
