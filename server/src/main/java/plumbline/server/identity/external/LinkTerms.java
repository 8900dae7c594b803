package plumbline.server.identity.external;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.external.ExternalLink.Recipient;

/// For whom a link shall be, for how long and for how many uses.
///
/// @param uses null for no limit
public record LinkTerms(
        Recipient recipient, Duration life, @Nullable Integer uses) {
    public static final int LONGEST_DAYS = 90;
    private static final int MOST_USES = 1000;

    /// Checks what somebody asked for.
    ///
    /// @throws InvalidLink when it cannot be
    public static LinkTerms of(Recipient asked, @Nullable Integer days, @Nullable Integer uses) {
        if (!NewAccount.isName(asked.name())) {
            throw new InvalidLink("name", "must be the name of a person");
        }
        if (!NewAccount.isName(asked.organisation())) {
            throw new InvalidLink("organisation", "must be the name of an organisation");
        }
        if (!NewAccount.isEmail(asked.email())) {
            throw new InvalidLink("email", "must be an e-mail address");
        }
        if (days == null || days < 1 || days > LONGEST_DAYS) {
            throw new InvalidLink("days", "must be 1 to " + LONGEST_DAYS);
        }
        if (uses != null && (uses < 1 || uses > MOST_USES)) {
            throw new InvalidLink("uses", "must be 1 to " + MOST_USES + ", or empty for no limit");
        }
        var recipient = new Recipient(
                asked.name().strip(),
                asked.organisation().strip(),
                asked.email().strip().toLowerCase(Locale.ROOT));
        return new LinkTerms(recipient, Duration.ofDays(days), uses);
    }
}
