package plumbline.server.inbox.reminder;

import java.util.List;
import java.util.Optional;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;

/// The people who may sign in, with the rights that they have now.
final class People {
    private final Accounts accounts;

    People(Accounts accounts) {
        this.accounts = accounts;
    }

    List<Principal> active() {
        return accounts.all().stream()
                .filter(Account::active)
                .map(person -> person.principal(accounts.now()))
                .toList();
    }

    Optional<Principal> active(long account) {
        return accounts.find(account).filter(Account::active).map(person -> person.principal(accounts.now()));
    }
}
