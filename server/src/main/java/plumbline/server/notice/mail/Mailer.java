package plumbline.server.notice.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/// Hands e-mail to the operator's mail server, one connection for each.
public final class Mailer {
    private static final int PERMANENT = 500;

    private final MailSettings settings;
    private final InstantSource clock;
    private final Session session;

    Mailer(MailSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.session = Session.getInstance(properties(settings));
    }

    /// What the mail server said.
    public sealed interface Outcome {
        record Accepted() implements Outcome {}

        /// It will never take this: there is no such mailbox, or it does not like the message.
        record Rejected(String why) implements Outcome {}

        /// It may take it later.
        record Unavailable(String why) implements Outcome {}
    }

    private static Properties properties(MailSettings settings) {
        var properties = new Properties();
        properties.put("mail.smtp.host", settings.host());
        properties.put("mail.smtp.port", Integer.toString(settings.port()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(settings.tls() == MailSettings.Tls.WHOLE));
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", Boolean.toString(settings.tls() == MailSettings.Tls.REQUIRED));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.auth", Boolean.toString(settings.login() != null));
        properties.put("mail.smtp.connectiontimeout", "10000");
        properties.put("mail.smtp.timeout", "20000");
        properties.put("mail.smtp.writetimeout", "20000");
        properties.put("mail.mime.address.strict", "true");
        return properties;
    }

    /// Where e-mail goes out, for people.
    public String server() {
        return settings.host() + ":" + settings.port();
    }

    public Outcome send(Mail mail) {
        var login = settings.login();
        try (Transport transport = session.getTransport("smtp")) {
            var message = message(mail);
            transport.connect(
                    settings.host(),
                    settings.port(),
                    login == null ? null : login.name(),
                    login == null ? null : login.password());
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Accepted();
        } catch (AddressException e) {
            return new Outcome.Rejected("the address " + mail.to() + " cannot be written to");
        } catch (AuthenticationFailedException e) {
            return new Outcome.Unavailable("the mail server does not accept our name and password");
        } catch (MessagingException e) {
            return outcome(e);
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        var from = new InternetAddress(settings.from(), true);
        var domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
        var message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + mail.id() + "@" + domain + ">");
            }
        };
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject().replaceAll("\\p{Cntrl}+", " "), "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        var content = new MimeMultipart("alternative", plain(mail), html(mail));
        message.setContent(content);
        return message;
    }

    private static MimeBodyPart plain(Mail mail) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(MailText.plain(mail), StandardCharsets.UTF_8.name());
        return part;
    }

    private static MimeBodyPart html(Mail mail) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(MailText.html(mail), StandardCharsets.UTF_8.name(), "html");
        return part;
    }

    /// Codes of SMTP that begin with 5 are final; all else may pass.
    private static Outcome outcome(MessagingException failure) {
        for (Exception one = failure; one != null; one = next(one)) {
            int code = switch (one) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPSendFailedException send -> send.getReturnCode();
                default -> 0;
            };
            if (code >= PERMANENT) {
                return new Outcome.Rejected("the mail server refused it: " + firstLine(one));
            }
            if (code > 0) {
                return new Outcome.Unavailable("the mail server put it off: " + firstLine(one));
            }
        }
        return new Outcome.Unavailable("the mail server cannot be reached: " + firstLine(failure));
    }

    private static @org.jspecify.annotations.Nullable Exception next(Exception one) {
        return one instanceof MessagingException chained ? chained.getNextException() : null;
    }

    private static String firstLine(Exception e) {
        var line = String.valueOf(e.getMessage())
                .lines()
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("no reason given");
        return line.strip();
    }
}
