package plumbline.server.identity.token;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.web.Event;
import plumbline.server.web.Option;

/// What the page of a service account shows.
///
/// @param owner whoever answers for it, or null
/// @param grantable what the person who looks may give to a token
/// @param services keys of cloud services by their ids
/// @param answers whether the person who looks may make tokens of it, and revoke all of them
/// @param own ids of the tokens that the person who looks made
/// @param mayDeactivate whether the person who looks may end the account
public record ServiceAccountView(
        ServiceAccount account,
        @Nullable Account owner,
        List<Token> tokens,
        List<Permission> grantable,
        Set<Permission> chosen,
        Map<Long, String> services,
        boolean answers,
        Set<Long> own,
        boolean mayDeactivate,
        Event.History history) {

    /// The choices of a limit, everywhere first.
    public List<Option> limits() {
        var options = new java.util.ArrayList<>(List.of(new Option("", "Every cloud service")));
        services.values().stream().sorted().forEach(key -> options.add(new Option(key, key)));
        return options;
    }

    public boolean mayRevoke(Token token) {
        return answers || own.contains(token.id());
    }

    public List<Option> lives() {
        return TokenPages.LIVES;
    }

    /// Where a token works, for people.
    public String reach(Token token) {
        return token.serviceId() == null ? "everywhere" : services.getOrDefault(token.serviceId(), "one service");
    }
}
