package plumbline.server.identity.factor;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// The caller's own second factors, as JSON.
@RestController
@RequestMapping(FactorApi.ADDRESS)
final class FactorApi {
    static final String ADDRESS = "/api/v1/me/factors";

    private final FactorDesk desk;

    FactorApi(FactorDesk desk) {
        this.desk = desk;
    }

    /// How the caller signs in.
    ///
    /// @param appSince when the authenticator app was turned on; null when it is off
    /// @param recoveryCodesLeft recovery codes that were not used
    /// @param fresh whether the caller signed in so lately that these can be changed
    record FactorsBody(boolean password, @Nullable Instant appSince, int recoveryCodesLeft, boolean fresh) {}

    /// What an authenticator app must be told; shown until a first code confirms it.
    ///
    /// @param secret for typing
    /// @param uri the same for a QR code
    record SecretBody(String secret, String uri) {}

    /// A code of the app.
    record CodeBody(@Nullable String code) {}

    /// Codes that sign in once each when the app is gone; shown this once.
    record CodesBody(List<String> codes) {}

    /// What turning the app off asks for.
    ///
    /// @param code of the app, or a recovery code
    record ProofBody(@Nullable String password, @Nullable String code) {}

    /// How the caller signs in.
    @GetMapping
    @Requires(Permission.ACCOUNT_OWN)
    FactorsBody get(Principal principal, HttpServletRequest request) {
        var view = desk.view(principal, request);
        return new FactorsBody(view.hasPassword(), view.appSince(), view.codesLeft(), view.fresh());
    }

    /// Begins to set up an authenticator app, within 15 minutes of signing in. A code must follow within the hour.
    @PostMapping("/app")
    @Requires(Permission.ACCOUNT_OWN)
    @ResponseStatus(HttpStatus.CREATED)
    SecretBody begin(Principal principal, HttpServletRequest request) {
        requireFresh(desk, request);
        return desk.begin(principal)
                .map(secret -> new SecretBody(secret.secret(), secret.uri()))
                .orElseThrow(() -> Problem.conflict("An app is on already: turn it off before you set up another.")
                        .exception());
    }

    /// Turns the app on by its first code, and answers the recovery codes.
    @PostMapping("/app/confirmation")
    @Requires(Permission.ACCOUNT_OWN)
    CodesBody confirm(Principal principal, HttpServletRequest request, @RequestBody CodeBody body) {
        requireFresh(desk, request);
        return desk.confirm(principal, body.code() == null ? "" : body.code())
                .map(CodesBody::new)
                .orElseThrow(() -> Problem.invalid("/code", "is not the code of an app that waits for its first one")
                        .exception());
    }

    /// Turns the app off, and the recovery codes with it.
    @PostMapping("/app/removal")
    @Requires(Permission.ACCOUNT_OWN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void turnOff(Principal principal, @RequestBody ProofBody body) {
        var password = body.password() == null ? "" : body.password();
        switch (desk.turnOff(principal, password, body.code() == null ? "" : body.code())) {
            case FactorDesk.Off.Done() -> {}
            case FactorDesk.Off.WrongPassword() ->
                throw Problem.invalid("/password", "is not the present password")
                        .exception();
            case FactorDesk.Off.WrongCode() ->
                throw Problem.invalid("/code", "is not right").exception();
            case FactorDesk.Off.TooMany(var wait) ->
                throw Problem.of(ProblemType.TOO_MANY_REQUESTS, "Try again later.")
                        .retryAfter(wait)
                        .exception();
        }
    }

    /// Makes recovery codes in place of the earlier ones, within 15 minutes of signing in.
    @PostMapping("/recovery-codes")
    @Requires(Permission.ACCOUNT_OWN)
    @ResponseStatus(HttpStatus.CREATED)
    CodesBody replaceCodes(Principal principal, HttpServletRequest request) {
        requireFresh(desk, request);
        return desk.replaceCodes(principal)
                .map(CodesBody::new)
                .orElseThrow(() -> Problem.conflict("Recovery codes stand in for an app: set one up first.")
                        .exception());
    }

    static void requireFresh(FactorDesk desk, HttpServletRequest request) {
        if (!desk.isFresh(request)) {
            throw Problem.conflict("To change how you sign in you must have signed in within the last 15 minutes.")
                    .exception();
        }
    }
}
