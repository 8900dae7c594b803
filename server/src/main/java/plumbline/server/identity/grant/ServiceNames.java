package plumbline.server.identity.grant;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.Grant;
import plumbline.server.identity.token.TokenScopes;

/// What people call the cloud services that rights reach.
public final class ServiceNames {
    private final List<TokenScopes> sources;

    ServiceNames(List<TokenScopes> sources) {
        this.sources = List.copyOf(sources);
    }

    /// The services that somebody may name when they give a role.
    List<TokenScopes.Choice> choices(Principal principal) {
        return sources.stream()
                .flatMap(source -> source.visible(principal).stream())
                .toList();
    }

    /// The words for the scopes of these grants, asked for once for all of them.
    Words of(Collection<Grant> grants) {
        var ids = new HashSet<Long>();
        grants.forEach(grant -> {
            var services = grant.scope().services();
            if (services != null) {
                ids.addAll(services);
            }
        });
        return new Words(ids.isEmpty() ? Map.of() : named(ids));
    }

    private Map<Long, String> named(Set<Long> ids) {
        var keys = new HashMap<Long, String>();
        sources.forEach(source -> source.named(ids).forEach(choice -> keys.put(choice.id(), choice.key())));
        return keys;
    }

    /// Keys of cloud services by their ids.
    record Words(Map<Long, String> keys) {
        /// The keys within a scope in order, or null for everywhere.
        @Nullable List<String> keys(Scope scope) {
            var services = scope.services();
            return services == null
                    ? null
                    : services.stream()
                            .map(id -> keys.getOrDefault(id, "a service that is gone"))
                            .sorted()
                            .toList();
        }

        String words(Scope scope) {
            var services = keys(scope);
            return services == null ? "everywhere" : services.stream().collect(Collectors.joining(", "));
        }
    }
}
