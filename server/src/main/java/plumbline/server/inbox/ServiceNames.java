package plumbline.server.inbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.token.TokenScopes;
import plumbline.server.web.Option;

/// The cloud services by number and by key, from the area that knows them.
public final class ServiceNames {
    private final List<TokenScopes> scopes;

    ServiceNames(List<TokenScopes> scopes) {
        this.scopes = List.copyOf(scopes);
    }

    /// The keys of the services that this principal may see, by number.
    public Map<Long, String> keys(Principal principal) {
        return scopes.stream()
                .flatMap(known -> known.visible(principal).stream())
                .collect(Collectors.toMap(TokenScopes.Choice::id, TokenScopes.Choice::key));
    }

    /// The number of a service that this principal may see.
    public Optional<Long> number(Principal principal, String key) {
        return scopes.stream()
                .flatMap(known -> known.visible(principal).stream())
                .filter(service -> service.key().equals(key))
                .map(TokenScopes.Choice::id)
                .findFirst();
    }

    /// The number of a service that this principal may see, and on which it has that permission.
    public Optional<Long> number(Principal principal, Permission permission, String key) {
        return number(principal, key).filter(id -> principal.scope(permission).covers(id));
    }

    /// The key of one service, or empty where there is none or none that this principal may see.
    public String key(Principal principal, @Nullable Long number) {
        return number == null ? "" : keys(principal).getOrDefault(number, "");
    }

    /// As a form offers them.
    public List<Option> choices(Principal principal) {
        return keys(principal).values().stream()
                .sorted()
                .map(key -> new Option(key, key))
                .toList();
    }
}
