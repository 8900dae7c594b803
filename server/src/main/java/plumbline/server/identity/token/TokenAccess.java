package plumbline.server.identity.token;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import plumbline.server.api.Problem;
import plumbline.server.identity.reviewable.Access;
import plumbline.server.identity.reviewable.Reviewable;
import plumbline.server.platform.Actor;

/// Tokens of service accounts as access that can be reviewed: revoked, or ended earlier.
final class TokenAccess implements Reviewable {
    private final Tokens tokens;
    private final TokenAccessStore store = new TokenAccessStore();

    TokenAccess(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String kind() {
        return "token";
    }

    @Override
    public String name() {
        return "Tokens of service accounts";
    }

    @Override
    public List<Access> all(DSLContext database, Instant now) {
        return store.all(database, now);
    }

    @Override
    public List<Access> these(DSLContext transaction, Instant now, Collection<String> refs) {
        return store.these(
                transaction, now, refs.stream().map(TokenAccess::number).toList());
    }

    @Override
    public void revoke(DSLContext transaction, Actor by, Access seen) {
        tokens.token(transaction, number(seen.ref())).ifPresent(token -> tokens.revoke(transaction, by, token));
    }

    @Override
    public boolean changeable() {
        return true;
    }

    @Override
    public Access changed(DSLContext database, Access seen, Terms terms) {
        if (!terms.right().isBlank() || terms.services() != null) {
            throw Problem.invalid(
                            "/change", "must be an earlier end: for less in it, revoke the token and make another")
                    .exception();
        }
        var until = terms.until();
        if (until == null || (seen.until() != null && !until.isBefore(seen.until()))) {
            throw Problem.invalid("/change/until", "must lie before the present end")
                    .exception();
        }
        return seen.with(seen.right(), seen.permissions(), seen.scope(), until);
    }

    @Override
    public void change(DSLContext transaction, Actor by, Access seen, Access wanted) {
        var until = wanted.until();
        if (until != null) {
            tokens.token(transaction, number(seen.ref()))
                    .ifPresent(token -> tokens.shorten(transaction, by, token, until));
        }
    }

    private static long number(String ref) {
        return Long.parseLong(ref.substring("token:".length()));
    }
}
