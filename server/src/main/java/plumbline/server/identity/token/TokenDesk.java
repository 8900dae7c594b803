package plumbline.server.identity.token;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Rights;
import plumbline.server.platform.Actor;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Transactions;

/// Where people ask for tokens: decides what each of them may give away. Nobody gives what they do not have.
final class TokenDesk {
    private static final int LONGEST_PURPOSE = 500;

    private final Transactions transactions;
    private final Tokens tokens;
    private final Accounts accounts;
    private final List<TokenScopes> scopes;

    TokenDesk(Transactions transactions, Tokens tokens, Accounts accounts, List<TokenScopes> scopes) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.accounts = accounts;
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

    /// Whoever answers for it, if anybody.
    Optional<Account> owner(ServiceAccount account) {
        return Optional.ofNullable(account.ownerId()).flatMap(accounts::find);
    }

    List<Token> tokens(ServiceAccount account) {
        return tokens.of(account);
    }

    List<HistoryEntry> history(ServiceAccount account, List<Token> tokens) {
        return this.tokens.history(account, tokens);
    }

    List<TokenScopes.Choice> services(Principal principal) {
        return scopes.stream()
                .flatMap(scope -> scope.visible(principal).stream())
                .toList();
    }

    List<Permission> grantable(Principal principal) {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.grantableToTokens() && mayGive(principal, permission))
                .toList();
    }

    /// Whether it is theirs to give somewhere.
    private static boolean mayGive(Principal principal, Permission permission) {
        var scope = principal.scope(permission);
        return !scope.isNowhere()
                && principal
                        .rights()
                        .covers(Rights.of(Set.of(permission), scope).takes());
    }

    Made create(Principal principal, String name, String purpose) {
        return transactions.get(tx -> create(tx, principal, name, purpose));
    }

    /// As above, inside a transaction of the caller.
    Made create(DSLContext transaction, Principal principal, String name, String purpose) {
        if (purpose.length() > LONGEST_PURPOSE) {
            return new Made.Refused("Say the purpose in at most " + LONGEST_PURPOSE + " characters.");
        }
        try {
            var valid = ServiceAccount.requireName(name);
            return tokens.createServiceAccount(transaction, principal.actor(), valid, purpose, principal.id())
                    .<Made>map(Made.Done::new)
                    .orElseGet(() -> new Made.Refused("There is a service account of this name already."));
        } catch (IllegalArgumentException wrong) {
            return new Made.Refused("Use 1 to 60 letters, digits, spaces, dots or hyphens.");
        }
    }

    /// What a token shall be.
    ///
    /// @param serviceKey the one cloud service it is limited to, blank for none
    record Wanted(Set<Permission> permissions, String serviceKey, Duration life) {}

    MadeToken createToken(Principal principal, ServiceAccount account, Wanted wanted) {
        return transactions.get(tx -> createToken(tx, principal, account, wanted));
    }

    /// As above, inside a transaction of the caller.
    MadeToken createToken(DSLContext transaction, Principal principal, ServiceAccount account, Wanted wanted) {
        if (!answersFor(principal, account)) {
            throw Problem.of(
                            ProblemType.FORBIDDEN,
                            "Tokens are made by whoever answers for the service account, or manages people.")
                    .exception();
        }
        if (!account.active()) {
            throw Problem.conflict("The service account is deactivated.").exception();
        }
        var serviceId = serviceId(principal, wanted.serviceKey());
        var scope = serviceId == null ? Principal.Scope.EVERYWHERE : Principal.Scope.of(serviceId);
        for (var permission : wanted.permissions()) {
            if (!permission.grantableToTokens()
                    || !principal.may(permission)
                    || !principal
                            .rights()
                            .covers(Rights.of(Set.of(permission), scope).takes())) {
                throw Problem.invalid("/permissions", permission.word() + " is not yours to give to a token")
                        .exception();
            }
        }
        requireStillTheirs(
                transaction, principal, Rights.of(wanted.permissions(), scope).takes());
        return tokens.create(
                transaction,
                principal.actor(),
                new NewToken(account.id(), wanted.permissions(), serviceId, wanted.life()),
                principal.id());
    }

    /// Whoever loses a right at this moment must not leave a token behind that still has it.
    private void requireStillTheirs(DSLContext transaction, Principal principal, Rights rights) {
        if (!accounts.hold(transaction, principal.id(), rights)) {
            throw Problem.conflict("Your rights were changed meanwhile.").exception();
        }
    }

    private @Nullable Long serviceId(Principal principal, String key) {
        if (key.isBlank()) {
            return null;
        }
        return services(principal).stream()
                .filter(choice -> choice.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("/service", "is the key of no cloud service")
                        .exception())
                .id();
    }

    /// Whether tokens of this account are theirs to make and to revoke. Who has a token of a program acts in its name,
    /// and who revokes one stops it.
    boolean answersFor(Principal principal, ServiceAccount account) {
        boolean own = principal.kind() == Actor.Kind.PERSON && Objects.equals(account.ownerId(), principal.id());
        return own || principal.mayEverywhere(Permission.ACCOUNT_MANAGE);
    }

    /// The ids of the tokens that somebody made and that still work.
    Set<Long> madeBy(Principal principal) {
        return tokens.madeBy(principal.id());
    }

    /// Revokes a token: whoever answers for its account may, and its maker, who knows best where it leaked.
    void revoke(Principal principal, ServiceAccount account, long tokenId) {
        var token = tokens.of(account).stream()
                .filter(candidate -> candidate.id() == tokenId)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no such token.").exception());
        if (!answersFor(principal, account) && !madeBy(principal).contains(tokenId)) {
            throw Problem.of(
                            ProblemType.FORBIDDEN,
                            "A token is revoked by its maker, by whoever answers for its service account, or by whoever"
                                    + " manages people.")
                    .exception();
        }
        tokens.revoke(principal.actor(), token);
    }

    void deactivate(Principal principal, ServiceAccount account) {
        tokens.deactivate(principal.actor(), account);
    }
}
