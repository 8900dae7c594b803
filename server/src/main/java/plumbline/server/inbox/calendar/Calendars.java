package plumbline.server.inbox.calendar;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Secrets;
import plumbline.server.inbox.Task;
import plumbline.server.inbox.Tasks;
import plumbline.server.inbox.routine.Routines;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// The calendars of people: their addresses and what they show.
final class Calendars {
    private static final int MOST = 500;
    private static final int MONTHS_AHEAD = 12;

    private final Transactions transactions;
    private final Journal journal;
    private final Accounts accounts;
    private final Content content;
    private final String publicUrl;
    private final CalendarStore store = new CalendarStore();

    /// Where it is read what stands in a calendar.
    record Content(Tasks tasks, Routines routines) {}

    Calendars(Transactions transactions, Journal journal, Accounts accounts, Content content, String publicUrl) {
        this.transactions = transactions;
        this.journal = journal;
        this.accounts = accounts;
        this.content = content;
        this.publicUrl = publicUrl;
    }

    /// A new address for this person; an earlier one stops working.
    String make(Principal principal) {
        return transactions.get(tx -> make(tx, principal));
    }

    /// As above, inside a transaction of the caller.
    String make(DSLContext tx, Principal principal) {
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.bytes());
        store.put(tx, principal.id(), Secrets.hash(secret), journal.now());
        journal.append(tx, principal.actor(), "calendar-link.created", subject(principal));
        return publicUrl + CalendarFeedApi.ADDRESS + "?token=" + secret;
    }

    /// Ends the address; says whether there was one.
    boolean end(Principal principal) {
        return transactions.get(tx -> {
            boolean ended = store.delete(tx, principal.id());
            if (ended) {
                journal.append(tx, principal.actor(), "calendar-link.revoked", subject(principal));
            }
            return ended;
        });
    }

    Optional<CalendarLink> find(Principal principal) {
        return store.find(transactions.reading(), principal.id());
    }

    /// The calendar behind a secret, as long as its owner may sign in.
    Optional<byte[]> read(String secret) {
        return store.use(transactions.reading(), Secrets.hash(secret), journal.now())
                .flatMap(accounts::find)
                .filter(Account::active)
                .map(account -> account.principal(journal.now()))
                .map(this::calendar);
    }

    private byte[] calendar(Principal principal) {
        var today = LocalDate.ofInstant(journal.now(), ZoneOffset.UTC);
        var host = Objects.requireNonNullElse(URI.create(publicUrl).getHost(), "localhost");
        var events = new ArrayList<ICalendar.Event>();
        for (var task : content.tasks().waitingFor(principal, MOST)) {
            events.add(event(task, host));
        }
        for (var ahead : content.routines().ahead(principal, today, today.plusMonths(MONTHS_AHEAD), MOST)) {
            var routine = ahead.routine();
            for (var day : ahead.days()) {
                var words = new ICalendar.Words(
                        "Comes round: " + routine.title(),
                        String.join("\n", routine.checklist()),
                        publicUrl + routine.href(),
                        "Routine");
                var uid = routine.id() + "-" + day + "@" + host;
                events.add(event(uid, day, routine.changedAt(), routine.version(), words));
            }
        }
        events.sort(Comparator.comparing(ICalendar.Event::day).thenComparing(ICalendar.Event::uid));
        return ICalendar.of("Plumbline", List.copyOf(events));
    }

    private ICalendar.Event event(Task task, String host) {
        var words = new ICalendar.Words(
                "Due: " + task.words().title(), task.words().note(), publicUrl + task.href(), "Task");
        return event(task.id() + "@" + host, task.deadline(), task.changedAt(), task.version(), words);
    }

    private static ICalendar.Event event(
            String uid, LocalDate day, Instant changed, int version, ICalendar.Words words) {
        return new ICalendar.Event(uid, day, changed, version - 1, words);
    }

    private static Subject subject(Principal principal) {
        return Subject.of("account", "account:" + principal.id());
    }
}
