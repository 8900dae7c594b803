package plumbline.server.identity.oidc;

import java.util.Map;
import java.util.Set;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// A server and the identity provider that it was told to use. An administrator is there already.
final class OidcFixture implements AutoCloseable {
    final TestProvider provider = new TestProvider();
    final ServerFixture server;
    final Account administrator;

    OidcFixture(String roles) {
        this(roles, Map.of());
    }

    OidcFixture(String roles, Map<String, Object> more) {
        var variables = provider.variables(roles);
        variables.putAll(more);
        server = ServerFixture.startWith(variables);
        provider.clock = server.clock();
        administrator = server.person(Role.ADMINISTRATOR);
    }

    /// Signs the provider's present person in with a new browser; answers what our server says in the end.
    Answer signIn() {
        return signIn(server.browser());
    }

    Answer signIn(TestBrowser browser) {
        return browser.get(way(browser));
    }

    /// Goes to the provider and comes back up to our door; answers the address with which the provider sent the
    /// browser.
    String way(TestBrowser browser) {
        var away = browser.get("/sign-in/oidc?next=/settings/account");
        var back = browser.get(away.location().orElseThrow(() -> new IllegalStateException(away.text())));
        return TestProvider.local(back.location().orElseThrow(() -> new IllegalStateException(back.text())));
    }

    /// Somebody whom an administrator made, and who has never signed in.
    Account invited(String email, Role... roles) {
        var accounts = server.part(Accounts.class);
        return server.transactions()
                .get(tx -> accounts.add(tx, Actor.SYSTEM, new NewAccount(email, "Invited", Set.of(roles))));
    }

    Account account(String email) {
        return server.part(Accounts.class).find(email).orElseThrow();
    }

    boolean knows(String email) {
        return server.part(Accounts.class).find(email).isPresent();
    }

    String journal(String action) {
        return server.transactions()
                .reading()
                .fetch("select convert_from(content, 'UTF8') from journal_entry where action = ?", action)
                .formatCSV();
    }

    @Override
    public void close() {
        server.close();
        provider.close();
    }
}
