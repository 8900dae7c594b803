package plumbline.server.identity.factor;

import java.util.List;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.passkey.Passkeys;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Takes everything but the password away that lets somebody in, for whoever lost a telephone: app, recovery codes and
/// passkeys, and the sessions with them. Nobody sees what is taken away.
public final class FactorReset {
    private final Transactions transactions;
    private final FactorStore store;
    private final Passkeys passkeys;
    private final Accounts accounts;
    private final Journal journal;

    FactorReset(Transactions transactions, FactorStore store, Passkeys passkeys, Accounts accounts, Journal journal) {
        this.transactions = transactions;
        this.store = store;
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.journal = journal;
    }

    /// Resets the factors of somebody else, who may do no more than whoever resets them: less stands between them and
    /// somebody who would be them afterwards.
    public void reset(Actor by, Account account) {
        transactions.run(tx -> {
            var change = accounts.changeRights(tx, by).requireStillAllowed();
            if (!accounts.these(tx, List.of(account.id())).stream().allMatch(change::mayBecome)) {
                throw Problem.of(ProblemType.FORBIDDEN, Accounts.BEYOND).exception();
            }
            int codes = store.deleteCodes(tx, account.id());
            boolean app = store.deleteApp(tx, account.id());
            int keys = passkeys.forget(tx, account.id());
            accounts.endSessions(tx, by, account);
            journal.append(
                    tx,
                    by,
                    "account.factors-reset",
                    account.subject(),
                    JsonObject.builder()
                            .put("app", app)
                            .put("passkeys", keys)
                            .put("recoveryCodes", codes)
                            .build());
        });
    }
}
