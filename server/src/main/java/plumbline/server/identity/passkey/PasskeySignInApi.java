package plumbline.server.identity.passkey;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.NextPage;
import plumbline.server.identity.OpenToAll;
import plumbline.server.identity.Sessions;
import plumbline.server.platform.RateLimit;

/// Signing in with a passkey: the script of the sign-in page calls it.
@RestController
@RequestMapping("/api/v1/sign-in/passkey")
final class PasskeySignInApi {
    private static final RateLimit.Rule BY_ADDRESS = new RateLimit.Rule("passkey address", 60, Duration.ofMinutes(10));

    private final Passkeys passkeys;
    private final Sessions sessions;
    private final RateLimit limit;

    PasskeySignInApi(Passkeys passkeys, Sessions sessions, RateLimit limit) {
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.limit = limit;
    }

    /// What a device has to sign; in the words of WebAuthn's `PublicKeyCredentialRequestOptions`.
    ///
    /// @param challenge works once, for five minutes
    /// @param timeout in milliseconds
    record RequestOptions(String challenge, String rpId, long timeout, String userVerification) {}

    /// What a device signed; all bytes as base64url.
    ///
    /// @param next the page to go to afterwards
    record Assertion(
            @Nullable String credentialId,
            @Nullable String userHandle,
            @Nullable String authenticatorData,
            @Nullable String clientData,
            @Nullable String signature,
            @Nullable String next) {}

    /// Where to go now.
    record Welcome(String next) {}

    /// Asks for a challenge.
    @PostMapping("/challenge")
    @OpenToAll("Nobody is signed in yet")
    RequestOptions challenge(HttpServletRequest request) {
        slowDown(request);
        return new RequestOptions(
                passkeys.challenge().toString(), passkeys.site().id(), Passkeys.PATIENCE.toMillis(), "required");
    }

    /// Signs in whose passkey signed the challenge. The answer carries the session's cookie.
    @PostMapping
    @OpenToAll("Nobody is signed in yet")
    Welcome signIn(HttpServletRequest request, @RequestBody Assertion body) {
        slowDown(request);
        var answer = new PasskeyAnswer(
                Bytes.parse(body.credentialId(), "/credentialId"),
                Bytes.parse(body.userHandle(), "/userHandle"),
                Bytes.parse(body.authenticatorData(), "/authenticatorData"),
                Bytes.parse(body.clientData(), "/clientData"),
                Bytes.parse(body.signature(), "/signature"));
        var account = passkeys.signIn(answer).orElseThrow(() -> {
            passkeys.noteRefusal(request.getRemoteAddr());
            return Problem.of(ProblemType.INVALID, "This passkey does not sign in here. Use your password.")
                    .exception();
        });
        sessions.begin(request, account, Sessions.Way.PASSKEY);
        return new Welcome(NextPage.of(body.next() == null ? "" : body.next()));
    }

    private void slowDown(HttpServletRequest request) {
        var wait = limit.attemptFrom(BY_ADDRESS, request.getRemoteAddr());
        if (wait.isPositive()) {
            throw Problem.of(ProblemType.TOO_MANY_REQUESTS, "Wait as long as Retry-After says.")
                    .retryAfter(wait)
                    .exception();
        }
    }
}
