package plumbline.server.identity.people;

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
import plumbline.server.identity.Sessions;

/// Where the caller is signed in, as JSON.
@RestController
@RequestMapping("/api/v1/me/sessions")
final class SessionApi {
    private final Sessions sessions;

    SessionApi(Sessions sessions) {
        this.sessions = sessions;
    }

    /// A session of the caller.
    ///
    /// @param id names the session; it is not its secret
    /// @param browser as the browser called itself
    /// @param way how it was begun, for example `passkey`
    /// @param current whether it is the one of this request
    record SessionBody(
            String id, Instant since, Instant lastSeen, String address, String browser, String way, boolean current) {}

    /// The caller's sessions, the last used first.
    @GetMapping
    @Requires(Permission.ACCOUNT_OWN)
    Page<SessionBody> list(
            Principal principal,
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.within(
                        sessions.of(principal.id(), request),
                        new Page.Request(limit, cursor),
                        "own sessions",
                        OpenSession::reference)
                .map(SessionApi::body);
    }

    /// Ends one session of the caller, which may be the present one.
    @DeleteMapping("/{id}")
    @Requires(Permission.ACCOUNT_OWN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Principal principal, @PathVariable String id) {
        if (!sessions.end(principal, id)) {
            throw Problem.notFound("You have no such session.").exception();
        }
    }

    /// Ends all sessions of the caller but the present one.
    @DeleteMapping
    @Requires(Permission.ACCOUNT_OWN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers(Principal principal, HttpServletRequest request) {
        sessions.endOthers(principal, request);
    }

    private static SessionBody body(OpenSession session) {
        return new SessionBody(
                session.reference(),
                session.since(),
                session.lastSeen(),
                session.address(),
                session.browser(),
                session.way(),
                session.current());
    }
}
