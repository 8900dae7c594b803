package plumbline.server.identity.oidc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.Sessions;

/// Connections with the identity provider, as JSON.
@RestController
final class ConnectionApi {
    private static final String LIST = "connections by account";

    private final OidcSetup setup;
    private final Sessions sessions;

    ConnectionApi(OidcSetup setup, Sessions sessions) {
        this.setup = setup;
        this.sessions = sessions;
    }

    /// An account that a person of the identity provider signs in to.
    record ConnectionBody(long account, String name, String email, String provider, Instant since) {}

    /// The caller's own connection.
    @GetMapping("/api/v1/me/single-sign-on")
    @Requires(Permission.ACCOUNT_OWN)
    ConnectionBody own(Principal principal) {
        return setup.connections()
                .of(principal.id())
                .map(this::body)
                .orElseThrow(
                        () -> Problem.notFound("Your account is not connected.").exception());
    }

    /// Ends the caller's own connection, if they have a password.
    @DeleteMapping("/api/v1/me/single-sign-on")
    @Requires(Permission.ACCOUNT_OWN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnectOwn(Principal principal) {
        answer(setup.connections().disconnectOwn(account(principal.id())));
    }

    /// Connections, by account.
    @GetMapping("/api/v1/single-sign-on")
    @Requires(Permission.ACCOUNT_MANAGE)
    Page<ConnectionBody> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var after = Cursor.parse(cursor, LIST, 1);
        int most = Page.limit(limit);
        var rows = setup.connections().after(after == null ? 0 : after.id(0), q, most + 1);
        return Page.of(rows, most, LIST, row -> Cursor.of(row.accountId())).map(this::body);
    }

    /// Ends the connection of an account, and its sessions.
    @DeleteMapping("/api/v1/single-sign-on/{account}")
    @Requires(Permission.ACCOUNT_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(Principal principal, @PathVariable long account) {
        answer(setup.connections().disconnect(principal.actor(), account(account)));
        sessions.endAll(principal, account, tx -> setup.connections().requireMayManage(tx, principal.actor(), account));
    }

    private static void answer(Connections.Ended ended) {
        switch (ended) {
            case DONE -> {}
            case NOT_CONNECTED ->
                throw Problem.notFound("That account is not connected.").exception();
            case NO_PASSWORD ->
                throw Problem.conflict("Without a password the connection is the only way in.")
                        .exception();
        }
    }

    private Account account(long id) {
        return setup.connections()
                .account(id)
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
    }

    private ConnectionBody body(Connection connection) {
        return new ConnectionBody(
                connection.accountId(),
                connection.name(),
                connection.email(),
                setup.required().settings().issuer(),
                connection.since());
    }
}
