package plumbline.server.decision.delegation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Delegations: given by whoever has the authority, ended by either of the two, looked up at each decision.
public final class Delegations {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_REASON = 500;

    private final Transactions transactions;
    private final Journal journal;
    private final Accounts accounts;
    private final DelegationStore store = new DelegationStore();

    public Delegations(Transactions transactions, Journal journal, Accounts accounts) {
        this.transactions = transactions;
        this.journal = journal;
        this.accounts = accounts;
    }

    /// Those by which somebody may decide for others now.
    public List<Delegation> activeTo(DSLContext database, long account, Instant now) {
        return store.activeTo(database, account, now);
    }

    /// Those by which others may decide for these people now.
    public List<Delegation> activeFrom(DSLContext database, Collection<Long> accounts, Instant now) {
        return store.activeFrom(database, accounts, now);
    }

    /// The same of one lender, kept from being ended until the transaction does.
    public Optional<Delegation> take(DSLContext transaction, long to, long from, Instant now) {
        store.hold(transaction, to, from);
        return store.activeTo(transaction, to, now).stream()
                .filter(delegation -> delegation.from().id() == from)
                .findFirst();
    }

    /// Those that somebody gave or received, the newest first.
    List<Delegation> of(Principal principal) {
        return store.of(transactions.reading(), principal.id());
    }

    /// The authorities that somebody may lend one by one.
    static List<Permission> lendable(Principal principal) {
        return Arrays.stream(Permission.values())
                .filter(Permission::isAuthority)
                .filter(principal::may)
                .toList();
    }

    Given give(DSLContext transaction, Principal lender, NewDelegation asked) {
        var reason = asked.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            return new Given.Refused("reason", "must have 1 to 500 characters");
        }
        var permission = Permission.find(asked.permission()).filter(lendable(lender)::contains);
        if (permission.isEmpty() && !asked.permission().isEmpty()) {
            return new Given.Refused("permission", "must be an authority that you have");
        }
        var now = journal.now();
        var starts = start(asked.from(), now);
        var until = asked.until();
        if (until == null || !end(until).isAfter(starts) || !end(until).isAfter(now)) {
            return new Given.Refused("until", "must be a day that is not over, and not before the first one");
        }
        if (Duration.between(starts, end(until)).compareTo(LONGEST) > 0) {
            return new Given.Refused("until", "must be within a year of the first day");
        }
        var other = accounts.find(asked.email())
                .filter(account -> account.id() != lender.id())
                .filter(Account::active)
                .filter(account -> accounts.acting(transaction, account.id())
                        .filter(person -> person.may(Permission.DECISION_VOTE))
                        .isPresent());
        if (other.isEmpty()) {
            return new Given.Refused("email", "must be that of somebody else here who may decide");
        }
        var row = new DelegationStore.Row(
                lender.id(), other.get().id(), permission.orElse(null), starts, end(until), reason, now);
        return new Given.Done(give(transaction, lender, row));
    }

    private Delegation give(DSLContext transaction, Principal lender, DelegationStore.Row row) {
        var given = store.find(transaction, store.insert(transaction, row)).orElseThrow();
        journal.append(transaction, lender.actor(), "delegation.given", given.subject(), details(given));
        return given;
    }

    /// Ends a delegation that somebody gave or received; empty when there is none of theirs that could be ended.
    Optional<Delegation> end(DSLContext transaction, Principal principal, long id) {
        var now = journal.now();
        return store.find(transaction, id)
                .filter(known ->
                        known.from().id() == principal.id() || known.to().id() == principal.id())
                .filter(known -> store.end(transaction, known.id(), now))
                .map(known -> {
                    journal.append(transaction, principal.actor(), "delegation.ended", known.subject(), details(known));
                    return store.find(transaction, id).orElseThrow();
                });
    }

    /// Ends all that somebody who leaves gave or received, so that none comes back with them.
    void leave(DSLContext transaction, Actor by, long account) {
        var now = journal.now();
        store.goingOn(transaction, account, now).stream()
                .filter(known -> store.end(transaction, known.id(), now))
                .forEach(known -> journal.append(transaction, by, "delegation.ended", known.subject(), details(known)));
    }

    private static Instant start(@Nullable LocalDate day, Instant now) {
        var starts = day == null ? now : day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return starts.isBefore(now) ? now : starts;
    }

    private static Instant end(LocalDate lastDay) {
        return lastDay.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static JsonObject details(Delegation delegation) {
        return JsonObject.builder()
                .put("authority", delegation.scope())
                .put("from", "account:" + delegation.from().id())
                .put("reason", delegation.reason())
                .put("starts", delegation.startsAt().toString())
                .put("to", "account:" + delegation.to().id())
                .put("until", delegation.endsAt().toString())
                .build();
    }
}
