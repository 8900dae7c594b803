package plumbline.server.identity.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.identity.token.NewToken;
import plumbline.server.identity.token.Tokens;
import plumbline.server.inbox.About;
import plumbline.server.inbox.NewTask;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Actor;

/// A server with an administrator, people who own something, and what is asked about them.
final class HandoverWorld implements AutoCloseable {
    static final String PEOPLE = "/api/v1/people/";

    final ServerFixture server;
    final Account boss;
    final TestBrowser admin;

    HandoverWorld() {
        server = ServerFixture.start();
        boss = server.person(Role.ADMINISTRATOR);
        admin = server.signIn(boss);
        admin.open("/settings/account");
    }

    @Override
    public void close() {
        server.close();
    }

    /// One thing of each kind.
    void own(Account owner, Account member) {
        service(owner);
        var about = new About("test", UUID.randomUUID().toString(), "/");
        server.transactions()
                .run(tx -> server.part(Tasks.class)
                        .open(
                                tx,
                                Actor.SYSTEM,
                                NewTask.of(
                                        "test.kind",
                                        about,
                                        Owner.person(owner.id()),
                                        "Do it",
                                        LocalDate.parse("2026-12-01"))));
        made(admin.json("POST", "/api/v1/routines", """
                {"title":"Look at it","owner":"person:%d","every":"month","startsOn":"2026-12-23","days":7}""".formatted(owner.id())));
        made(admin.json(
                "POST",
                "/api/v1/teams",
                "{\"name\":\"Led %s\",\"purpose\":\"\",\"lead\":%d}".formatted(UUID.randomUUID(), owner.id())));
        manage(member, owner);
        var tokens = server.part(Tokens.class);
        var program = tokens.createServiceAccount(
                Actor.SYSTEM, "p " + UUID.randomUUID().toString().substring(0, 8), "tests", owner.id());
        tokens.create(
                Actor.SYSTEM,
                new NewToken(program.id(), Set.of(Permission.SCAN_PUSH), null, Duration.ofDays(30)),
                owner.id());
        server.transactions()
                .run(tx -> tx.execute(
                        "insert into delegation (from_account, to_account, starts_at, ends_at, reason, created_at)"
                                + " values (?, ?, ?::timestamptz, ?::timestamptz, 'away', now())",
                        owner.id(),
                        boss.id(),
                        "2026-11-01T00:00:00Z",
                        "2027-11-01T00:00:00Z"));
    }

    void service(Account owner) {
        made(admin.json("POST", "/api/v1/services", """
                {"name":"S %s","ourRole":"provider","model":"saas","dataClass":"public","owner":"%s"}""".formatted(UUID.randomUUID(), owner.email())));
    }

    static void made(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    Account somebody(String name) {
        return server.person(name, NewGrant.everywhere(Role.COMPLIANCE_MANAGER));
    }

    Account account(Account account) {
        return server.part(Accounts.class).find(account.id()).orElseThrow();
    }

    String version(Account account) {
        return Integer.toString(account(account).version());
    }

    void deactivate(Account account) {
        server.part(Accounts.class).deactivate(Actor.SYSTEM, account(account));
    }

    List<String> kinds(Account account) {
        return admin.get(PEOPLE + account.id() + "/owned").json().get("kinds").findValuesAsString("kind");
    }

    Answer handOver(Account from, long to, String key) {
        var request = admin.request(PEOPLE + from.id() + "/handover")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", admin.proof())
                .POST(BodyPublishers.ofString("{\"to\":" + to + "}"));
        return admin.send((key == null ? request : request.header("Idempotency-Key", key)).build());
    }

    static int handOver(TestBrowser browser, CyclicBarrier barrier, Account from, Account to) throws Exception {
        barrier.await();
        return browser.json("POST", PEOPLE + from.id() + "/handover", "{\"to\":" + to.id() + "}")
                .status();
    }

    Answer activity(Account account, String body) {
        return put(PEOPLE + account.id() + "/activity", version(account), body);
    }

    void manage(Account person, Account manager) {
        var answer = put(PEOPLE + person.id() + "/manager", version(person), "{\"manager\":" + manager.id() + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    long manager(Account person) {
        return admin.get(PEOPLE + person.id() + "/manager")
                .json()
                .get("manager")
                .asLong();
    }

    Answer put(String address, String version, String body) {
        return admin.send(admin.request(address)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", admin.proof())
                .header("If-Match", "\"" + version + "\"")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    long lastEntry() {
        return (long) server.transactions().reading().fetchValue("select max(id) from journal_entry");
    }

    /// What this administrator did since then.
    List<String> entries(long since) {
        return server.transactions()
                .reading()
                .fetch(
                        "select action from journal_entry where id > ? and actor_id = ? order by id",
                        since,
                        "account:" + boss.id())
                .getValues(0, String.class);
    }
}
