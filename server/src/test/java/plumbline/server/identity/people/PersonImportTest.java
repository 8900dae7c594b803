package plumbline.server.identity.people;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// A file becomes people, who are invited as by hand.
class PersonImportTest {
    private static final String IMPORTS = "/imports/people";
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([0-9a-f]{64})\"");
    private static final Pattern LINK = Pattern.compile("http://localhost(/password\\?token=[^<\\s]+)");

    private static ServerFixture server;
    private static Account own;
    private static TestBrowser administrator;

    private String at;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        own = server.person(Role.ADMINISTRATOR);
        administrator = server.signIn(own);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void domain() {
        at = "@" + UUID.randomUUID().toString().substring(0, 8) + ".example.com";
    }

    @Test
    void invitesPeopleWhoSetTheirPasswordsByTheLinksShownOnce() {
        var href = sent("email;name;roles;manager\nIda" + at + ";Ida Berg;Engineer, compliance-manager;max" + at
                + "\nmax" + at + ";Max;employee;\n");

        var done = administrator.post(href, "seen", seen(administrator.get(href)));

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).contains("2 new, 0 changed, 0 as they were");
        var ida = account("ida");
        assertThat(ida.roles()).containsExactlyInAnyOrder(Role.ENGINEER, Role.COMPLIANCE_MANAGER);
        assertThat(ida.hasPassword()).isFalse();
        assertThat(server.part(Managers.class).of(ida.id()).map(Account::email)).contains("max" + at);
        assertThat(actions(ida)).containsExactly("account.created", "account.manager-changed");
        var links =
                LINK.matcher(done.text()).results().map(found -> found.group(1)).toList();
        assertThat(links).hasSize(2).doesNotHaveDuplicates();
        var browser = server.browser();
        browser.get(links.getFirst());
        var token = links.getFirst().substring(links.getFirst().indexOf('=') + 1);
        assertThat(browser.post("/password", "token", token, "password", ServerFixture.PASSWORD)
                        .status())
                .isEqualTo(303);
        assertThat(account("ida").hasPassword()).isTrue();
        assertThat(administrator.get(href).status()).isEqualTo(404);
    }

    @Test
    void changesWhatTheFileSaysAndNothingElse() {
        imported("email,name,roles,manager\nida" + at + ",Ida,engineer,\nmax" + at + ",Max,employee,ida" + at + "\n");
        var before = account("max");

        var done = imported("email,roles\nmax" + at + ",\"approver, employee\"\nida" + at + ",engineer\n");

        assertThat(done.json().get("changed").asInt()).isEqualTo(1);
        assertThat(done.json().get("unchanged").asInt()).isEqualTo(1);
        assertThat(done.json().at("/rows/0/changes/0/before").asString()).isEqualTo("employee");
        var max = account("max");
        assertThat(max.roles()).containsExactlyInAnyOrder(Role.APPROVER, Role.EMPLOYEE);
        assertThat(max.name()).isEqualTo(before.name());
        assertThat(server.part(Managers.class).of(max.id())).isPresent();
        assertThat(actions(max)).endsWith("role.given");
        imported("email,name,roles,manager\nmax" + at + ",Max M,approver,\n");
        assertThat(account("max").name()).isEqualTo("Max M");
        assertThat(account("max").roles()).containsExactly(Role.APPROVER);
        assertThat(server.part(Managers.class).of(max.id())).isEmpty();
        assertThat(actions(max)).endsWith("account.described", "role.taken", "account.manager-changed");
    }

    @Test
    void takesBackWhatItExported() {
        imported("email,name,roles,manager\nida" + at + ",=Ida,engineer,\nmax" + at + ",Max,auditor,ida" + at + "\n");
        server.personOn(Set.of(99L), Role.ENGINEER);
        for (var format : List.of("csv", "xlsx")) {
            var exported =
                    administrator.get("/settings/people?format=" + format).bytes();
            var href = administrator
                    .upload(IMPORTS, "people." + format, exported)
                    .location()
                    .orElseThrow();

            assertThat(administrator.get(href).text())
                    .as(format)
                    .contains("nothing to do")
                    .doesNotContain("name=\"seen\"");
        }
    }

    @Test
    void saysWhatIsWrongInEachRow() {
        var answer = dryRun("email,name,roles,manager\n"
                + "nobody,N,engineer,\n"
                + "a" + at + ",,king,\n"
                + "b" + at + ",B,,\n"
                + "c" + at + ",C,engineer,who" + at + "\n"
                + "d" + at + ",D,engineer,e" + at + "\n"
                + "e" + at + ",E,engineer,d" + at + "\n"
                + "D" + at.toUpperCase(Locale.ROOT) + ",D,engineer,\n");

        var rows = answer.json().get("rows");
        assertThat(rows.findValuesAsString("outcome")).containsOnly("error");
        assertThat(rows.get(0).at("/errors/0/column").asString()).isEqualTo("email");
        assertThat(rows.get(1).get("errors").findValuesAsString("column")).containsExactly("name", "roles");
        assertThat(rows.get(2).at("/errors/0/message").asString()).isEqualTo("Name at least one role.");
        assertThat(rows.get(3).at("/errors/0/column").asString()).isEqualTo("manager");
        assertThat(rows.get(4).at("/errors/0/message").asString()).contains("above themselves");
        assertThat(rows.get(6).at("/errors/0/message").asString()).contains("Line 6");
    }

    @Test
    void keepsTheRulesOfRoles() {
        var gone = server.person(Role.ENGINEER);
        server.part(Accounts.class).deactivate(Actor.SYSTEM, gone);

        var answer = dryRun("email,name,roles\n" + own.email() + "," + own.name() + ",engineer\n" + gone.email() + ","
                + gone.name() + ",approver\n" + server.person(Role.ENGINEER).email() + ",X,\n");

        var rows = answer.json().get("rows");
        assertThat(rows.get(0).at("/errors/0/message").asString()).isEqualTo(Accounts.OWN);
        assertThat(rows.get(1).at("/errors/0/message").asString()).contains("deactivated");
        assertThat(rows.get(2).at("/errors/0/message").asString()).contains("at least one role");
    }

    @Test
    void letsNobodyGiveOrTakeMoreThanTheyHave() {
        administrator.json(
                "POST",
                "/api/v1/roles",
                "{\"name\":\"Front desk\",\"permissions\":[\"account:manage\",\"account:own\",\"service:read\"]}");
        var desk = server.person(Role.EMPLOYEE);
        administrator.json(
                "POST", "/api/v1/people/" + desk.id() + "/grants", "{\"role\":\"Front desk\",\"services\":[]}");
        var browser = server.signIn(desk);
        var csv = "email,name,roles\na" + at + ",A,engineer\nb" + at + ",B,employee\n" + own.email() + ",Other,\n";

        var answer = send(browser, csv.replace(",Other,", ",Other,administrator"), "true");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var rows = answer.json().get("rows");
        assertThat(rows.findValuesAsString("outcome")).containsExactly("error", "create", "error");
        assertThat(rows.get(0).at("/errors/0/message").asString()).contains("engineer is not yours to give");
        assertThat(send(browser, csv, "false").status()).isEqualTo(422);
        assertThat(send(server.signIn(Role.COMPLIANCE_MANAGER), csv, "true").status())
                .isEqualTo(403);
    }

    @Test
    void appliesManagersThatChangePlaces() {
        imported("email,name,roles,manager\na" + at + ",A,employee,\nb" + at + ",B,employee,a" + at + "\n");

        var done = imported("email,manager\na" + at + ",b" + at + "\nb" + at + ",\n");

        assertThat(done.json().get("changed").asInt()).as(done.text()).isEqualTo(2);
        assertThat(server.part(Managers.class).of(account("a").id()).map(Account::email))
                .contains("b" + at);
        assertThat(server.part(Managers.class).of(account("b").id())).isEmpty();
    }

    @Test
    void doesNothingWhenSomebodyChangedThePersonSince() {
        imported("email,name,roles\nida" + at + ",Ida,engineer\n");
        var href = sent("email,roles\nida" + at + ",approver\n");
        var seen = seen(administrator.get(href));
        server.part(Accounts.class).changeRoles(Actor.SYSTEM, account("ida"), Set.of(Role.EMPLOYEE));

        var late = administrator.post(href, "seen", seen);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("<del>employee</del>");
        assertThat(account("ida").roles()).containsExactly(Role.EMPLOYEE);
    }

    @Test
    void showsLinksByTheApiOnce() {
        var csv = "email,name,roles\nida" + at + ",Ida,engineer\n";
        var key = UUID.randomUUID().toString();

        var first = send(administrator, csv, "false", "Idempotency-Key", key);
        var again = send(administrator, csv, "false", "Idempotency-Key", key);

        assertThat(first.json().at("/rows/0/link").asString()).startsWith("http://localhost/password?token=");
        assertThat(again.json().at("/rows/0/link").isNull()).isTrue();
        assertThat(again.json().get("created").asInt()).isEqualTo(1);
    }

    private Account account(String name) {
        return server.part(Accounts.class).find(name + at).orElseThrow();
    }

    private static Answer dryRun(String csv) {
        return send(administrator, csv, "true");
    }

    private static Answer imported(String csv) {
        var answer = send(administrator, csv, "false");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static Answer send(TestBrowser browser, String csv, String dryRun, String... headers) {
        var request = browser.request("/api/v1/imports/people?dryRun=" + dryRun)
                .header("Content-Type", "text/csv")
                .header("X-CSRF-TOKEN", browser.proof())
                .POST(BodyPublishers.ofString(csv));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return browser.send(request.build());
    }

    private static String sent(String csv) {
        return administrator
                .upload(IMPORTS, "people.csv", csv.getBytes(StandardCharsets.UTF_8))
                .location()
                .orElseThrow();
    }

    private static String seen(Answer page) {
        var found = SEEN.matcher(page.text());
        assertThat(found.find()).as(page.text()).isTrue();
        return found.group(1);
    }

    private static List<String> actions(Account account) {
        return server.transactions()
                .reading()
                .select(JOURNAL_ENTRY.ACTION)
                .from(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.OBJECT_KIND.eq("account"))
                .and(JOURNAL_ENTRY.OBJECT_ID.eq("account:" + account.id()))
                .orderBy(JOURNAL_ENTRY.ID)
                .fetch(JOURNAL_ENTRY.ACTION);
    }
}
