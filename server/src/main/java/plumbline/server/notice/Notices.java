package plumbline.server.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.notice.NoticeStore.NewDelivery;
import plumbline.server.notice.chat.Chats;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// The door for all areas: tells people and chats something, in the transaction in which it happened.
public final class Notices {
    /// The same about the same record is told to the same person once in this time.
    static final Duration ONCE_IN = Duration.ofHours(1);

    private final Transactions transactions;
    private final Accounts accounts;
    private final Chats chats;
    private final Journal journal;
    private final boolean mails;
    private final NoticeStore store = new NoticeStore();

    Notices(Transactions transactions, Accounts accounts, Chats chats, Journal journal, boolean mails) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.chats = chats;
        this.journal = journal;
        this.mails = mails;
    }

    /// Tells each of the recipients once, however many of them a person is among, and the chats that want this kind.
    public void tell(DSLContext tx, Collection<Recipient> recipients, NewNotice notice) {
        var now = journal.now();
        var people = people(recipients, notice.kind().compulsory());
        if (!notice.about().isEmpty()) {
            store.holdSame(tx, notice);
        }
        var told = new Told(tx, notice, people, now);
        var deliveries = new ArrayList<NewDelivery>();
        for (long person : people) {
            deliveries.add(told.inApp(person));
            deliveries.add(told.byMail(person));
        }
        if (!notice.kind().personal() && !told.anybodyBefore()) {
            chats.wanting(tx, notice.kind().name(), notice.urgent())
                    .forEach(channel -> deliveries.add(NewDelivery.toChat(channel, now)));
        }
        if (!deliveries.isEmpty()) {
            store.insert(tx, notice, deliveries, now);
        }
    }

    /// As [#tell], but never a second time: what was told of this record once is told.
    public void tellOnce(DSLContext tx, Collection<Recipient> recipients, NewNotice notice) {
        store.holdSame(tx, notice);
        if (!store.everTold(tx, notice)) {
            tell(tx, recipients, notice);
        }
    }

    /// What concerns the account itself reaches it after its end, too.
    private Set<Long> people(Collection<Recipient> recipients, boolean evenDeactivated) {
        var people = new LinkedHashSet<Long>();
        for (var recipient : recipients) {
            switch (recipient) {
                case Recipient.Person(var id) ->
                    accounts.find(id)
                            .filter(account -> account.active() || evenDeactivated)
                            .ifPresent(account -> people.add(account.id()));
                case Recipient.Holders holders -> all(account -> holds(account, holders), people);
                case Recipient.People(var ids) -> all(account -> ids.contains(account.id()), people);
                case Recipient.OfRole role -> all(account -> has(account, role), people);
            }
        }
        return people;
    }

    private void all(Predicate<Account> which, Set<Long> people) {
        accounts.all().stream()
                .filter(account -> account.active() && which.test(account))
                .forEach(account -> people.add(account.id()));
    }

    private boolean holds(Account account, Recipient.Holders holders) {
        var scope = account.rights(journal.now()).scope(holders.permission());
        return holders.serviceId() == null ? scope.isEverywhere() : scope.covers(holders.serviceId());
    }

    private boolean has(Account account, Recipient.OfRole asked) {
        return account.grants().stream()
                .anyMatch(grant -> grant.inForce(journal.now())
                        && grant.role() == asked.role()
                        && grant.scope().covers(asked.serviceId()));
    }

    /// What is known, before anything is written, of how the recipients want it and what they have been told.
    private final class Told {
        private final NewNotice notice;
        private final NoticeStore.Wishes wishes;
        private final Instant now;

        Told(DSLContext tx, NewNotice notice, Set<Long> people, Instant now) {
            this.notice = notice;
            this.now = now;
            this.wishes = store.wishes(tx, notice, people, now.minus(ONCE_IN));
        }

        boolean anybodyBefore() {
            return wishes.toldAt().isPresent();
        }

        NewDelivery inApp(long person) {
            var before = wishes.before(person);
            if (before.isPresent()) {
                return NewDelivery.suppressed(person, Way.IN_APP, repeated(before.get()), now);
            }
            return wants(person, Way.IN_APP, true)
                    ? NewDelivery.to(person, Way.IN_APP, DeliveryState.SENT, now)
                    : NewDelivery.suppressed(person, Way.IN_APP, "switched off by the recipient", now);
        }

        NewDelivery byMail(long person) {
            var before = wishes.before(person);
            if (before.isPresent()) {
                return NewDelivery.suppressed(person, Way.E_MAIL, repeated(before.get()), now);
            }
            if (!mails) {
                return NewDelivery.suppressed(person, Way.E_MAIL, "no mail server is configured", now);
            }
            if (!wants(person, Way.E_MAIL, notice.kind().byMail())) {
                return NewDelivery.suppressed(person, Way.E_MAIL, "not wanted by e-mail", now);
            }
            var due = notice.urgent()
                    ? now
                    : wishes.quietHours(person).map(quiet -> quiet.clear(now)).orElse(now);
            return NewDelivery.to(person, Way.E_MAIL, DeliveryState.WAITING, due);
        }

        private boolean wants(long person, Way way, boolean otherwise) {
            return notice.kind().compulsory() || wishes.choice(person, way).orElse(otherwise);
        }

        private static String repeated(Instant before) {
            return "told already at " + before;
        }
    }

    /// How many notices somebody has not read, counted up to a hundred.
    int unread(long accountId) {
        return store.unread(transactions.reading(), accountId);
    }

    List<NoticeLine> list(long accountId, boolean unreadOnly, long before, int limit) {
        return store.list(transactions.reading(), accountId, unreadOnly, before, limit);
    }

    /// Opens one's own notice, which is then read.
    Optional<NoticeLine> open(long accountId, long id) {
        return transactions.get(tx -> {
            store.read(tx, accountId, id, journal.now());
            return store.find(tx, accountId, id);
        });
    }

    void readAll(long accountId) {
        transactions.run(tx -> store.readAll(tx, accountId, journal.now()));
    }
}
