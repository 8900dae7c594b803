package plumbline.server.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import plumbline.server.identity.Permission;
import plumbline.server.identity.token.ExpiringToken;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Transactions;
import plumbline.server.web.Format;

/// Tells whoever made a token, once, that it soon works no longer: before the pipeline stands still.
final class TokenNews {
    static final NoticeKind EXPIRING =
            NoticeKind.ofWork("token.expiring", "A token that I made expires within a week", true);
    private static final Duration AHEAD = Duration.ofDays(7);

    private final Transactions transactions;
    private final Tokens tokens;
    private final Notices notices;

    TokenNews(Transactions transactions, Tokens tokens, Notices notices) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.notices = notices;
    }

    /// Says how many tokens expire soon.
    int run(Instant now) {
        var expiring = tokens.expiring(now, now.plus(AHEAD));
        expiring.forEach(this::tell);
        return expiring.size();
    }

    private void tell(ExpiringToken token) {
        var maker = token.createdBy();
        var recipient = maker == null ? Recipient.holders(Permission.TOKEN_MANAGE) : Recipient.person(maker);
        var text =
                "The token ending in %s of the service account %s expires at %s. Make another one, give it to whoever"
                                .formatted(token.hint(), token.serviceAccount(), Format.exact(token.expiresAt()))
                        + " uses this, and revoke this one.";
        var notice = NewNotice.of(
                EXPIRING,
                "token:" + token.id(),
                "A token of " + token.serviceAccount() + " expires on " + Format.day(token.expiresAt()),
                text,
                "/settings/service-accounts/" + token.serviceAccountId());
        transactions.run(tx -> notices.tellOnce(tx, List.of(recipient), notice));
    }
}
