package plumbline.server.identity.factor;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.OpenSession;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// How people sign in and where, as JSON for administrators.
@RestController
@RequestMapping("/api/v1/people/{id}")
final class PersonSignInApi {
    private final PersonSignIn desk;

    PersonSignInApi(PersonSignIn desk) {
        this.desk = desk;
    }

    /// What lets a person in.
    ///
    /// @param appSince when the authenticator app was turned on; null when it is off
    record PersonFactorsBody(boolean password, @Nullable Instant appSince, int recoveryCodesLeft, int passkeys) {}

    /// A session of a person.
    ///
    /// @param id names the session; it is not its secret
    /// @param browser as the browser called itself
    /// @param way how it was begun, for example `passkey`
    record PersonSessionBody(String id, Instant since, Instant lastSeen, String address, String browser, String way) {}

    /// What lets a person in.
    @GetMapping("/factors")
    @Requires(Permission.ACCOUNT_MANAGE)
    PersonFactorsBody factors(@PathVariable long id) {
        var account = desk.account(id);
        var has = desk.factors(account);
        return new PersonFactorsBody(account.hasPassword(), has.appSince(), has.codesLeft(), desk.passkeys(account));
    }

    /// Takes app, recovery codes and passkeys away from somebody else, and ends all their sessions.
    @DeleteMapping("/factors")
    @Requires(Permission.ACCOUNT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(Principal principal, @PathVariable long id) {
        if (!desk.reset(principal, desk.account(id))) {
            throw Problem.conflict("Nobody resets their own factors: turn them off with password and code.")
                    .exception();
        }
    }

    /// A person's sessions, the last used first.
    @GetMapping("/sessions")
    @Requires(Permission.ACCOUNT_MANAGE)
    Page<PersonSessionBody> sessions(
            HttpServletRequest request,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.within(
                        desk.sessions(desk.account(id), request),
                        new Page.Request(limit, cursor),
                        "sessions of a person",
                        OpenSession::reference)
                .map(session -> new PersonSessionBody(
                        session.reference(),
                        session.since(),
                        session.lastSeen(),
                        session.address(),
                        session.browser(),
                        session.way()));
    }

    /// Ends one session of a person.
    @DeleteMapping("/sessions/{session}")
    @Requires(Permission.ACCOUNT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Principal principal, @PathVariable long id, @PathVariable String session) {
        if (!desk.end(principal, desk.account(id), session)) {
            throw Problem.notFound("The person has no such session.").exception();
        }
    }

    /// Ends all sessions of a person.
    @DeleteMapping("/sessions")
    @Requires(Permission.ACCOUNT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(Principal principal, @PathVariable long id) {
        desk.endAll(principal, desk.account(id));
    }
}
