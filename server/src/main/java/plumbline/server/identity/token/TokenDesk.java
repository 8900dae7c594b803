package plumbline.server.identity.token;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;

/// Where people ask for tokens: decides what each of them may give away. Nobody gives what they do not have.
final class TokenDesk {
    private final Tokens tokens;
    private final List<TokenScopes> scopes;

    TokenDesk(Tokens tokens, List<TokenScopes> scopes) {
        this.tokens = tokens;
        this.scopes = List.copyOf(scopes);
    }

    /// What came of asking for a service account.
    sealed interface Made {
        record Done(ServiceAccount account) implements Made {}

        record Refused(String why) implements Made {}
    }

    List<ServiceAccount> serviceAccounts() {
        return tokens.serviceAccounts();
    }

    ServiceAccount serviceAccount(long id) {
        return tokens.serviceAccount(id)
                .orElseThrow(() ->
                        Problem.notFound("There is no such service account.").exception());
    }

    List<Token> tokens(ServiceAccount account) {
        return tokens.of(account);
    }

    List<TokenScopes.Choice> services(Principal principal) {
        return scopes.stream()
                .flatMap(scope -> scope.visible(principal).stream())
                .toList();
    }

    List<Permission> grantable(Principal principal) {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.grantableToTokens() && principal.may(permission))
                .toList();
    }

    Made create(Principal principal, String name, String purpose) {
        try {
            var valid = ServiceAccount.requireName(name);
            return new Made.Done(tokens.createServiceAccount(principal.actor(), valid, purpose, principal.id()));
        } catch (IllegalArgumentException wrong) {
            return new Made.Refused("Use 1 to 60 letters, digits, spaces, dots or hyphens.");
        } catch (IntegrityConstraintViolationException taken) {
            return new Made.Refused("There is a service account of this name already.");
        }
    }

    /// Makes a token, limited to a cloud service unless the key is blank.
    MadeToken createToken(
            Principal principal,
            ServiceAccount account,
            Set<Permission> permissions,
            String serviceKey,
            Duration life) {
        if (!account.active()) {
            throw Problem.conflict("The service account is deactivated.").exception();
        }
        for (var permission : permissions) {
            if (!grantable(principal).contains(permission)) {
                throw Problem.invalid("/permissions", permission.word() + " is not yours to give to a token")
                        .exception();
            }
        }
        return tokens.create(
                principal.actor(),
                new NewToken(account.id(), permissions, serviceId(principal, serviceKey), life),
                principal.id());
    }

    private @Nullable Long serviceId(Principal principal, String key) {
        if (key.isBlank()) {
            return null;
        }
        return services(principal).stream()
                .filter(choice -> choice.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("/service", "There is no cloud service " + key + ".")
                        .exception())
                .id();
    }

    /// Revokes a token: anybody who may manage tokens may do so, for a leak must not wait for its owner.
    void revoke(Principal principal, ServiceAccount account, long tokenId) {
        var token = tokens.of(account).stream()
                .filter(candidate -> candidate.id() == tokenId)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no such token.").exception());
        tokens.revoke(principal.actor(), token);
    }

    void deactivate(Principal principal, ServiceAccount account) {
        tokens.deactivate(principal.actor(), account);
    }
}
