package plumbline.server.inbox.reminder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import plumbline.server.identity.Principal;
import plumbline.server.inbox.Tasks;
import plumbline.server.inbox.reminder.Digest.Every;
import plumbline.server.platform.Transactions;

/// Sends each person what waits, in the morning of each day or week, once, and nothing when there is nothing.
final class DigestSweep {
    static final String KIND = "task.digest";
    private static final LocalTime MORNING = LocalTime.of(6, 0);
    private static final int MOST = 500;

    private final Transactions transactions;
    private final People people;
    private final Tasks tasks;
    private final Teller teller;
    private final DigestStore store = new DigestStore();

    DigestSweep(Transactions transactions, People people, Tasks tasks, Teller teller) {
        this.transactions = transactions;
        this.people = people;
        this.tasks = tasks;
        this.teller = teller;
    }

    /// Sends what is due; says how many digests that were.
    int run(Instant now) {
        if (LocalTime.ofInstant(now, ZoneOffset.UTC).isBefore(MORNING)) {
            return 0;
        }
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var choices = store.choices(transactions.reading());
        Map<String, Set<Long>> settled = new HashMap<>();
        int sent = 0;
        for (var person : people.active()) {
            var every = Every.find(choices.getOrDefault(person.id(), "")).orElse(Every.WEEKLY);
            var period = every.period(today);
            if (every != Every.NEVER
                    && !settled.computeIfAbsent(period, key -> store.settled(transactions.reading(), key))
                            .contains(person.id())) {
                sent += send(person, every, today, now) ? 1 : 0;
            }
        }
        return sent;
    }

    private boolean send(Principal person, Every every, LocalDate today, Instant now) {
        var waiting = tasks.waitingFor(person, MOST);
        var digest = Digest.of(waiting, today, every.until(today));
        var sent = new DigestStore.Sent(
                now,
                digest.map(Digest::subject).orElse(""),
                digest.map(Digest::text).orElse(""));
        return transactions.get(tx -> {
            if (!store.settle(tx, person.id(), every.period(today), digest.isEmpty() ? 0 : waiting.size(), sent)) {
                return false;
            }
            digest.ifPresent(message -> teller.tell(
                    tx, person.id(), new Teller.Message(KIND, "", message.subject(), message.text(), "/inbox", false)));
            return digest.isPresent();
        });
    }
}
