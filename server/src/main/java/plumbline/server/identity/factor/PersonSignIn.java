package plumbline.server.identity.factor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jooq.DSLContext;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.OpenSession;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Sessions;
import plumbline.server.identity.passkey.Passkeys;

/// What administrators see and do about how somebody else signs in: which factors there are, where they are signed in.
final class PersonSignIn {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Factors factors;
    private final Passkeys passkeys;
    private final FactorReset reset;

    PersonSignIn(Accounts accounts, Sessions sessions, Factors factors, Passkeys passkeys, FactorReset reset) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.factors = factors;
        this.passkeys = passkeys;
        this.reset = reset;
    }

    Account account(long id) {
        return accounts.find(id)
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
    }

    Factors.Overview factors(Account account) {
        return factors.overview(account.id());
    }

    int passkeys(Account account) {
        return passkeys.of(account.id()).size();
    }

    List<OpenSession> sessions(Account account, HttpServletRequest request) {
        return sessions.of(account.id(), request);
    }

    boolean end(Principal by, Account account, String session) {
        return sessions.end(by, account.id(), session, tx -> requireMayManage(tx, by, account));
    }

    int endAll(Principal by, Account account) {
        return sessions.endAll(by, account.id(), tx -> {
            requireMayManage(tx, by, account);
            accounts.endSessions(tx, by.actor(), account);
        });
    }

    /// Whoever is signed out again and again is locked out: nobody does that to somebody who may do more.
    private void requireMayManage(DSLContext tx, Principal by, Account account) {
        accounts.changeRights(tx, by.actor()).requireMayManage(account.id());
    }

    /// Resets somebody else's factors. One's own are turned off with the proofs that this asks for; false then.
    boolean reset(Principal by, Account account) {
        if (by.id() == account.id()) {
            return false;
        }
        reset.reset(by.actor(), account);
        return true;
    }
}
