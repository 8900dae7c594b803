package plumbline.server.notice.mail;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;

/// A message by which an administrator sees whether e-mail goes out. It goes to nobody but themselves.
final class TestMail {
    private final @Nullable Mailer mailer;
    private final Accounts accounts;
    private final String publicUrl;
    private final InstantSource clock;

    TestMail(@Nullable Mailer mailer, Accounts accounts, String publicUrl, InstantSource clock) {
        this.mailer = mailer;
        this.accounts = accounts;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /// What came of it.
    sealed interface Sent {
        record Taken(String to) implements Sent {}

        record Not(String why) implements Sent {}
    }

    Sent send(Principal principal) {
        var sender = mailer;
        if (sender == null) {
            return new Sent.Not("no mail server is configured (PLUMBLINE_SMTP_URL)");
        }
        var account = principal.kind() == Actor.Kind.PERSON ? accounts.find(principal.id()) : null;
        if (account == null || account.isEmpty()) {
            return new Sent.Not("only a person has an address to write to");
        }
        var to = account.get().email();
        var mail = new Mail(
                "test-" + principal.id() + "-" + clock.instant().getEpochSecond(),
                to,
                "A test from Plumbline",
                "You asked Plumbline for this message. If you can read it, notices reach you by e-mail.",
                publicUrl + "/settings/notices");
        return switch (sender.send(mail)) {
            case Mailer.Outcome.Accepted() -> new Sent.Taken(to);
            case Mailer.Outcome.Rejected(var why) -> new Sent.Not(why);
            case Mailer.Outcome.Unavailable(var why) -> new Sent.Not(why);
        };
    }
}
