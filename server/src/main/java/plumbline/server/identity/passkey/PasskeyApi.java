package plumbline.server.identity.passkey;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.Sessions;

/// The caller's passkeys, as JSON.
@RestController
@RequestMapping(PasskeyApi.ADDRESS)
final class PasskeyApi {
    static final String ADDRESS = "/api/v1/me/passkeys";

    private static final Set<String> TRANSPORTS = Set.of("usb", "nfc", "ble", "smart-card", "hybrid", "internal");

    private final Passkeys passkeys;
    private final Accounts accounts;
    private final Sessions sessions;

    PasskeyApi(Passkeys passkeys, Accounts accounts, Sessions sessions) {
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /// A passkey.
    ///
    /// @param usedAt when it last signed in
    /// @param backedUp whether the device shares it with others of its owner
    record PasskeyBody(
            long id,
            String name,
            Instant createdAt,
            @Nullable Instant usedAt,
            boolean backedUp) {}

    /// What a device needs to make a key; the members are those of WebAuthn's `PublicKeyCredentialCreationOptions`,
    /// flattened, with bytes as base64url.
    ///
    /// @param algorithms COSE numbers, the best first
    /// @param excludeCredentials what the person has already
    /// @param timeout in milliseconds
    record CreationOptions(
            String challenge,
            String rpId,
            String userHandle,
            String userName,
            String displayName,
            List<Long> algorithms,
            List<String> excludeCredentials,
            long timeout) {}

    /// The key that a device made; bytes as base64url.
    record NewPasskeyBody(
            @Nullable String name,
            @Nullable String attestationObject,
            @Nullable String clientData,
            @Nullable List<@Nullable String> transports) {}

    /// Another name.
    record NameBody(@Nullable String name) {}

    /// The caller's passkeys, in the order in which they were added.
    @GetMapping
    @Requires(Permission.ACCOUNT_OWN)
    Page<PasskeyBody> list(
            Principal principal,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.within(
                        passkeys.of(principal.id()),
                        new Page.Request(limit, cursor),
                        "own passkeys",
                        passkey -> Long.toString(passkey.id()))
                .map(PasskeyApi::body);
    }

    /// One passkey of the caller.
    @GetMapping("/{id}")
    @Requires(Permission.ACCOUNT_OWN)
    PasskeyBody get(Principal principal, @PathVariable long id) {
        return body(passkeys.find(principal.id(), id).orElseThrow(PasskeyApi::notFound));
    }

    /// Asks for a challenge, within 15 minutes of signing in.
    @PostMapping("/challenge")
    @Requires(Permission.ACCOUNT_OWN)
    CreationOptions invite(Principal principal, HttpServletRequest request) {
        requireFresh(request);
        if (!passkeys.usable()) {
            throw Problem.conflict("Browsers offer passkeys only at a name and over TLS, or at localhost:"
                            + " PLUMBLINE_PUBLIC_URL says neither.")
                    .exception();
        }
        var account = account(principal);
        var invitation = passkeys.invite(account);
        return new CreationOptions(
                invitation.challenge().toString(),
                passkeys.site().id(),
                invitation.userHandle().toString(),
                account.email(),
                account.name(),
                Ceremony.ALGORITHMS.stream()
                        .map(algorithm -> algorithm.getValue())
                        .toList(),
                invitation.exclude().stream().map(Bytes::toString).toList(),
                Passkeys.PATIENCE.toMillis());
    }

    /// Adds the passkey that a device made for the challenge.
    @PostMapping
    @Requires(Permission.ACCOUNT_OWN)
    ResponseEntity<PasskeyBody> add(Principal principal, HttpServletRequest request, @RequestBody NewPasskeyBody body) {
        requireFresh(request);
        var about = new Passkeys.NewKey(transports(body.transports()), Passkey.name(body.name()));
        var added = passkeys.add(
                account(principal),
                Bytes.parse(body.attestationObject(), "/attestationObject"),
                Bytes.parse(body.clientData(), "/clientData"),
                about);
        return switch (added) {
            case Passkeys.Added.Done(var passkey) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header("Location", ADDRESS + "/" + passkey.id())
                        .body(body(passkey));
            case Passkeys.Added.Refused(var reason) ->
                throw Problem.invalid("", reason).exception();
        };
    }

    /// Gives a passkey another name.
    @PutMapping("/{id}")
    @Requires(Permission.ACCOUNT_OWN)
    PasskeyBody rename(Principal principal, @PathVariable long id, @RequestBody NameBody body) {
        if (!passkeys.rename(account(principal), id, Passkey.name(body.name()))) {
            throw notFound();
        }
        return get(principal, id);
    }

    /// Removes a passkey, within 15 minutes of signing in.
    @DeleteMapping("/{id}")
    @Requires(Permission.ACCOUNT_OWN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Principal principal, HttpServletRequest request, @PathVariable long id) {
        requireFresh(request);
        switch (passkeys.remove(account(principal), id)) {
            case Passkeys.Removed.Done() -> {}
            case Passkeys.Removed.NotFound() -> throw notFound();
            case Passkeys.Removed.LastWayIn() ->
                throw Problem.conflict("Nothing else would let you in: set a password or add another passkey first.")
                        .exception();
        }
    }

    private void requireFresh(HttpServletRequest request) {
        if (!sessions.isFresh(request)) {
            throw Problem.conflict("To change how you sign in you must have signed in within the last 15 minutes.")
                    .exception();
        }
    }

    private Account account(Principal principal) {
        return accounts.find(principal.id())
                .orElseThrow(() -> Problem.notFound("Your account is gone.").exception());
    }

    private static plumbline.server.api.ProblemException notFound() {
        return Problem.notFound("You have no such passkey.").exception();
    }

    /// The transports that are known words; others are left out, for they only help the browser to ask.
    private static Set<String> transports(@Nullable List<@Nullable String> words) {
        return words == null
                ? Set.of()
                : TRANSPORTS.stream().filter(words::contains).collect(Collectors.toUnmodifiableSet());
    }

    private static PasskeyBody body(Passkey passkey) {
        return new PasskeyBody(passkey.id(), passkey.name(), passkey.createdAt(), passkey.usedAt(), passkey.backedUp());
    }
}
