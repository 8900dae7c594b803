package plumbline.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.identity.token.NewToken;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Actor;

/// Notices from their telling to mailboxes and pages, against a real SMTP server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticesTest {
    private static final NoticeKind WORK = NoticeKind.ofWork("finding.opened", "x", true);

    private GreenMail mail;
    private ServerFixture server;

    @BeforeAll
    void start() throws IOException {
        openMail(freePort());
        server = ServerFixture.startWith(Map.of(
                "PLUMBLINE_SMTP_URL",
                "smtp://plumbline:p%40ss%20word@127.0.0.1:" + mail.getSmtp().getPort(),
                "PLUMBLINE_MAIL_FROM",
                "Plumbline <plumbline@example.com>"));
        // The test decides when notices go out.
        server.holdJobs();
    }

    @AfterAll
    void stop() {
        server.close();
        mail.stop();
    }

    @Test
    void isInTheAppAtOnceAndGoesOutByMail() throws MessagingException, IOException {
        var ida = server.person(Role.ENGINEER);
        tell(ida, notice("Bucket is public\r\nBcc: evil@example.com", "Line <b>one</b>\nLine two", "/findings"));
        var browser = server.signIn(ida);
        assertThat(browser.get("/notices").text()).contains("Bucket is public Bcc: evil@example.com");
        server.part(Post.class).run();
        var message = mailTo(ida);
        assertThat(message.getSubject()).isEqualTo("Bucket is public Bcc: evil@example.com");
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("Line <b>one</b>\r\nLine two")
                .contains("http://localhost/findings");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent().toString())
                .contains("Line &lt;b&gt;one&lt;/b&gt;<br>")
                .contains("href=\"http://localhost/findings\"");
        assertThat(states(ida)).containsExactly("e-mail sent ", "in-app sent ");
    }

    @Test
    void readingANoticeIsOnesOwnAffair() {
        var ida = server.person(Role.ENGINEER);
        var other = server.person(Role.ENGINEER);
        tell(ida, notice("Read me", "Please.", ""));
        var browser = server.signIn(ida);
        var list = browser.json("GET", "/api/v1/me/notices?state=unread", "").json();
        long id = list.get("items").get(0).get("id").asLong();
        var stranger = server.signIn(other);
        assertThat(stranger.get("/notices/" + id).status()).isEqualTo(404);
        assertThat(stranger.json("PUT", "/api/v1/me/notices/" + id + "/read", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(browser.get("/notices/" + id).text()).contains("Please.");
        assertThat(browser.json("GET", "/api/v1/me/notices?state=unread", "")
                        .json()
                        .get("items"))
                .isEmpty();
        tell(ida, notice("And me", "", ""));
        assertThat(server.part(Notices.class).unread(ida.id())).isEqualTo(1);
        assertThat(browser.post("/notices/read").status()).isEqualTo(303);
        assertThat(server.part(Notices.class).unread(ida.id())).isZero();
    }

    @Test
    void tellsTheSameAboutTheSameOnceAnHour() {
        var ida = server.person(Role.ENGINEER);
        var ole = server.person(Role.ENGINEER);
        var same = NewNotice.of(WORK, "finding:FND-7", "Again", "", "");
        tell(ida, same);
        server.transactions()
                .run(tx -> server.part(Notices.class)
                        .tell(tx, List.of(Recipient.person(ida.id()), Recipient.person(ole.id())), same));
        assertThat(states(ida).stream().filter(state -> state.contains("suppressed told already")))
                .hasSize(2);
        assertThat(server.part(Notices.class).unread(ida.id())).isEqualTo(1);
        assertThat(server.part(Notices.class).unread(ole.id())).isEqualTo(1);
        server.clock().advance(Duration.ofMinutes(61));
        tell(ida, same);
        assertThat(server.part(Notices.class).unread(ida.id())).isEqualTo(2);
    }

    @Test
    void nothingIsToldOfWhatDidNotHappen() {
        var ida = server.person(Role.ENGINEER);
        try {
            server.transactions().run(tx -> {
                server.part(Notices.class).tell(tx, List.of(Recipient.person(ida.id())), notice("Never", "", ""));
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException undone) {
            assertThat(undone).hasMessage("undone");
        }
        assertThat(server.part(Notices.class).unread(ida.id())).isZero();
    }

    @Test
    void tellsEverybodyWhoMayDoSomethingOnce() {
        var manager = server.person(Role.ADMINISTRATOR);
        var engineer = server.person(Role.ENGINEER);
        server.transactions()
                .run(tx -> server.part(Notices.class)
                        .tell(
                                tx,
                                List.of(Recipient.holders(Permission.NOTICE_MANAGE), Recipient.person(manager.id())),
                                notice("For managers", "", "")));
        assertThat(server.part(Notices.class).unread(manager.id())).isEqualTo(1);
        assertThat(server.part(Notices.class).unread(engineer.id())).isZero();
    }

    @Test
    void waitsInQuietHoursUnlessItIsUrgent() {
        var ida = server.person(Role.ENGINEER);
        var browser = server.signIn(ida);
        var now = server.clock().instant().atZone(java.time.ZoneOffset.UTC).toLocalTime();
        var quiet = "{\"kinds\":[],\"quietHours\":{\"begins\":\"%s\",\"ends\":\"%s\",\"zone\":\"UTC\"}}"
                .formatted(
                        now.minusHours(1).withSecond(0).withNano(0),
                        now.plusHours(1).withSecond(0).withNano(0));
        assertThat(browser.json("PUT", "/api/v1/me/notice-preferences", quiet).status())
                .isEqualTo(200);
        tell(ida, notice("Can wait", "", ""));
        tell(ida, notice("Cannot wait", "", "").madeUrgent());
        server.part(Post.class).run();
        assertThat(subjects(ida)).containsExactly("Cannot wait");
        server.clock().advance(Duration.ofHours(2));
        server.part(Post.class).run();
        assertThat(subjects(ida)).containsExactlyInAnyOrder("Cannot wait", "Can wait");
    }

    @Test
    void peopleChooseWhatReachesThemButCannotSilenceWhatGuardsTheirAccount() {
        var ida = server.person(Role.ENGINEER);
        var browser = server.signIn(ida);
        assertThat(browser.get("/settings/notices").text()).contains("for the safety of your account");
        // Nothing ticked, no quiet hours.
        assertThat(browser.post("/settings/notices", "zone", "UTC").status()).isEqualTo(303);
        tell(ida, notice(AccountNews.RIGHTS, "Roles"));
        tell(ida, notice(webhookKind(), "Webhook"));
        server.part(Post.class).run();
        assertThat(subjects(ida)).containsExactly("Roles");
        assertThat(server.part(Notices.class).unread(ida.id())).isEqualTo(1);
        assertThat(states(ida))
                .contains("in-app suppressed switched off by the recipient", "e-mail suppressed not wanted by e-mail");
    }

    private NoticeKind webhookKind() {
        return server.part(Preferences.class).kind("webhook.disabled").orElseThrow();
    }

    @Test
    void keepsWhatWasTypedWhenQuietHoursCannotBe() {
        var browser = server.signIn(Role.ENGINEER);
        var answer = browser.post("/settings/notices", "begins", "22:00", "ends", "22:00", "zone", "Europe/Berlin");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("two different times").contains("value=\"22:00\"");
    }

    @Test
    void triesAgainWhileTheMailServerIsAwayAndGivesUpInTheEnd() {
        var ida = server.person(Role.ENGINEER);
        int port = mail.getSmtp().getPort();
        mail.stop();
        try {
            tell(ida, notice("Patience", "", ""));
            server.part(Post.class).run();
            assertThat(states(ida)).anyMatch(state -> state.startsWith("e-mail waiting the mail server cannot be"));
            for (int i = 0; i < 8; i++) {
                server.clock().advance(Duration.ofHours(13));
                server.part(Post.class).run();
            }
            assertThat(states(ida)).anyMatch(state -> state.startsWith("e-mail failed given up after 7 tries"));
        } finally {
            openMail(port);
        }
    }

    @Test
    void tellsAPersonWhatOthersDoToTheirAccount() {
        var ida = server.person(Role.ENGINEER);
        var admin = server.person(Role.ADMINISTRATOR);
        var accounts = server.part(Accounts.class);
        var actor = new Actor(Actor.Kind.PERSON, "account:" + admin.id(), admin.name());
        accounts.changeRoles(actor, ida, Set.of(Role.AUDITOR));
        server.part(AccountNews.class).run();
        server.part(AccountNews.class).run();
        assertThat(server.part(Notices.class).unread(ida.id())).isEqualTo(1);
        accounts.deactivate(actor, accounts.find(ida.id()).orElseThrow());
        server.part(AccountNews.class).run();
        server.part(Post.class).run();
        assertThat(subjects(ida)).containsExactlyInAnyOrder("Your roles were changed", "Your account was deactivated");
    }

    @Test
    void remindsWhoeverMadeATokenOnceBeforeItExpires() {
        var maker = server.person(Role.ENGINEER);
        var tokens = server.part(Tokens.class);
        var owner = tokens.createServiceAccount(Actor.SYSTEM, "expiring pipeline", "tests", maker.id());
        tokens.create(
                Actor.SYSTEM,
                new NewToken(owner.id(), Set.of(Permission.SCAN_PUSH), null, Duration.ofDays(10)),
                maker.id());
        var news = server.part(TokenNews.class);
        news.run(server.clock().instant());
        assertThat(server.part(Notices.class).unread(maker.id())).isZero();
        server.clock().advance(Duration.ofDays(4));
        news.run(server.clock().instant());
        server.clock().advance(Duration.ofDays(1));
        news.run(server.clock().instant());
        assertThat(server.part(Notices.class).unread(maker.id())).isEqualTo(1);
        assertThat(server.signIn(maker).get("/notices").text()).contains("A token of expiring pipeline expires on");
    }

    @Test
    void administratorsSeeWhomNoticesReachedAndNotWhatTheySay() {
        var ida = server.person(Role.ENGINEER);
        tell(ida, notice("A secret matter", "Between us.", ""));
        var admin = server.signIn(Role.ADMINISTRATOR);
        assertThat(admin.get("/settings/deliveries?way=in-app&state=sent").text())
                .contains(ida.name())
                .doesNotContain("A secret matter");
        assertThat(admin.json("GET", "/api/v1/notice-deliveries?state=sent", "").text())
                .contains("\"in-app\"")
                .doesNotContain("A secret matter");
        assertThat(server.signIn(ida).get("/settings/deliveries").status()).isEqualTo(403);
    }

    @Test
    void anAdministratorSendsThemselvesATest() {
        var admin = server.person(Role.ADMINISTRATOR);
        var browser = server.signIn(admin);
        assertThat(browser.get("/settings/channels").text()).contains("Send me a test message");
        assertThat(browser.post("/settings/channels/test-mail").status()).isEqualTo(303);
        assertThat(subjects(admin)).containsExactly("A test from Plumbline");
    }

    /// A mail server on a port that it has again after it was away.
    private void openMail(int port) {
        mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        mail.setUser("plumbline", "plumbline", "p@ss word");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void tell(Account account, NewNotice notice) {
        server.transactions()
                .run(tx -> server.part(Notices.class).tell(tx, List.of(Recipient.person(account.id())), notice));
    }

    private static NewNotice notice(String subject, String text, String link) {
        return NewNotice.of(WORK, "", subject, text, link);
    }

    private static NewNotice notice(NoticeKind kind, String subject) {
        return NewNotice.of(kind, "", subject, "", "");
    }

    /// Way, state and reason of all that this person was told, the newest first.
    private List<String> states(Account account) {
        return server.part(Deliveries.class).list(null, null, Long.MAX_VALUE, 1_000).stream()
                .filter(delivery -> delivery.id() > 0 && ownedBy(account, delivery.id()))
                .map(delivery -> delivery.way().word() + " " + delivery.state().word() + " " + delivery.reason())
                .toList();
    }

    private boolean ownedBy(Account account, long delivery) {
        return server.transactions()
                .reading()
                .fetchExists(
                        org.jooq.impl.DSL.table("notice_delivery"),
                        org.jooq.impl.DSL.condition("id = ? and account_id = ?", delivery, account.id()));
    }

    private MimeMessage mailTo(Account account) {
        return mailsTo(account).getFirst();
    }

    private List<String> subjects(Account account) {
        return mailsTo(account).stream().map(NoticesTest::subject).toList();
    }

    private List<MimeMessage> mailsTo(Account account) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> recipient(message).equals(account.email()))
                .toList();
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
