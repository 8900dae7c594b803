package plumbline.server.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A task to open.
///
/// @param kind of task in the words of the area, for example `evidence.renew`
/// @param note what is to be done, in as many lines as it takes
/// @param serviceId the cloud service it belongs to, or null
/// @param deadline the last day (UTC) on which it is in time
/// @param byHand whether people may say that it is done, or only the area that opened it
/// @param apart accounts for whom it does not wait, though they are among its owners
public record NewTask(
        String kind,
        About about,
        Owner owner,
        String title,
        String note,
        @Nullable Long serviceId,
        LocalDate deadline,
        boolean byHand,
        Set<Long> apart) {
    public static final int MAX_TITLE = 200;
    public static final int MAX_NOTE = 4_000;

    public NewTask {
        apart = Set.copyOf(apart);
        if (!kind.matches("[a-z][a-z0-9.-]{0,59}")) {
            throw new IllegalArgumentException("kind must be words such as evidence.renew, but is " + kind);
        }
        title = title.strip();
        if (title.isEmpty() || title.length() > MAX_TITLE) {
            throw new IllegalArgumentException("title must have 1 to 200 characters, but has " + title.length());
        }
        if (note.length() > MAX_NOTE) {
            throw new IllegalArgumentException("note must have at most 4000 characters, but has " + note.length());
        }
    }

    /// What every task has. A title that is too long is cut.
    public static NewTask of(String kind, About about, Owner owner, String title, LocalDate deadline) {
        var plain = title.strip();
        var cut = plain.length() > MAX_TITLE ? plain.substring(0, MAX_TITLE - 1) + "…" : plain;
        return new NewTask(kind, about, owner, cut, "", null, deadline, true, Set.of());
    }

    /// As above, with the moment at which it is too late: the day before is the deadline where a day ends then.
    public static NewTask of(String kind, About about, Owner owner, String title, Instant before) {
        var day = LocalDate.ofInstant(before.minusNanos(1), ZoneOffset.UTC);
        return of(kind, about, owner, title, day);
    }

    public NewTask noted(String text) {
        return new NewTask(kind, about, owner, title, text, serviceId, deadline, byHand, apart);
    }

    public NewTask inService(@Nullable Long id) {
        return new NewTask(kind, about, owner, title, note, id, deadline, byHand, apart);
    }

    /// Nobody says of this task that it is done: the area that opened it closes it when that is so.
    public NewTask closedByFacts() {
        return new NewTask(kind, about, owner, title, note, serviceId, deadline, false, apart);
    }

    /// It waits for its owners without these accounts.
    public NewTask keptFrom(Set<Long> accounts) {
        return new NewTask(kind, about, owner, title, note, serviceId, deadline, byHand, accounts);
    }

    /// The task with another owner.
    NewTask ownedBy(Owner other) {
        return new NewTask(kind, about, other, title, note, serviceId, deadline, byHand, apart);
    }
}
