package plumbline.server.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import plumbline.testkit.MutableClock;

class MailerTest {
    private static final InstantSource CLOCK = MutableClock.at("2026-11-23T10:00:00Z");
    private static final Mail MAIL = new Mail("notice-1", "ida@example.com", "Hello", "Text", "");

    @Test
    void sendsNothingWithoutTheTlsThatIsDemanded() {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            var settings = new MailSettings(
                    "127.0.0.1", mail.getSmtp().getPort(), MailSettings.Tls.REQUIRED, null, "p@example.com");
            assertThat(new Mailer(settings, CLOCK).send(MAIL)).isInstanceOf(Mailer.Outcome.Unavailable.class);
            assertThat(mail.getReceivedMessages()).isEmpty();
        } finally {
            mail.stop();
        }
    }

    @Test
    void speaksTlsOnlyToAServerWhoseCertificateItTrusts() {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        mail.start();
        try {
            var settings = new MailSettings(
                    "127.0.0.1", mail.getSmtps().getPort(), MailSettings.Tls.WHOLE, null, "p@example.com");
            assertThat(new Mailer(settings, CLOCK).send(MAIL)).isInstanceOf(Mailer.Outcome.Unavailable.class);
            assertThat(mail.getReceivedMessages()).isEmpty();
        } finally {
            mail.stop();
        }
    }

    @Test
    void tellsWhatIsFinalFromWhatMayPass() throws IOException {
        assertThat(answering("550 no such mailbox"))
                .isInstanceOfSatisfying(
                        Mailer.Outcome.Rejected.class,
                        rejected -> assertThat(rejected.why()).contains("no such mailbox"));
        assertThat(answering("451 try again later"))
                .isInstanceOfSatisfying(
                        Mailer.Outcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.why()).contains("try again later"));
    }

    @Test
    void anAddressThatWouldAddHeadersIsRefused() {
        var settings = new MailSettings("127.0.0.1", 1, MailSettings.Tls.OFFERED, null, "p@example.com");
        var hostile = new Mail("notice-2", "a@example.com\r\nBcc: b@example.com", "x", "y", "");
        assertThat(new Mailer(settings, CLOCK).send(hostile)).isInstanceOf(Mailer.Outcome.Rejected.class);
    }

    /// Sends to a server that answers so when it hears the recipient.
    private static Mailer.Outcome answering(String toRecipient) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> talk(server, toRecipient));
            var settings = new MailSettings(
                    "127.0.0.1", server.getLocalPort(), MailSettings.Tls.OFFERED, null, "p@example.com");
            return new Mailer(settings, CLOCK).send(MAIL);
        }
    }

    private static void talk(ServerSocket server, String toRecipient) {
        try (var socket = server.accept();
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            var out = socket.getOutputStream();
            out.write("220 test\r\n".getBytes(StandardCharsets.US_ASCII));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var answer = line.startsWith("RCPT") ? toRecipient : line.startsWith("QUIT") ? "221 bye" : "250 ok";
                out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException gone) {
            // the mailer has heard enough
        }
    }
}
