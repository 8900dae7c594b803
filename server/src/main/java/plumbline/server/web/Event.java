package plumbline.server.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.HistoryEntry;

/// One entry of a record's history: when, who, what, why, which fields, in which request, and where it is proven.
///
/// @param whoHref everything that they did, or null for those who may not see it
/// @param href where it is proven, or null
/// @param reason in the words of whoever did it, or empty
public record Event(
        Instant at,
        String who,
        @Nullable String whoHref,
        String what,
        @Nullable String href,
        String reason,
        @Nullable String requestId,
        List<Difference> differences) {

    /// More fields than this are folded away.
    private static final int OPEN = 4;

    public Event {
        differences = List.copyOf(differences);
        if (href != null) {
            Links.safe(href);
        }
        if (whoHref != null) {
            Links.safe(whoHref);
        }
    }

    public Event(Instant at, String who, String what, @Nullable String href) {
        this(at, who, null, what, href, "", null, List.of());
    }

    /// One field of the record; empty where it said nothing.
    public record Difference(String field, String before, String after) {}

    /// What happened to a record, the newest first.
    ///
    /// @param allHref where the journal has all of it, or null
    public record History(List<Event> events, @Nullable String allHref) {
        public History {
            events = List.copyOf(events);
        }

        /// The entries of the journal about a record, as this visitor may follow them.
        public static History of(List<HistoryEntry> entries, Visitor visitor, String kind, String id) {
            boolean linked = visitor.may("journal:read");
            return new History(
                    entries.stream().map(entry -> Event.of(entry, linked)).toList(),
                    linked
                            ? Address.of("/journal")
                                    .with("object", kind + ":" + id)
                                    .href()
                            : null);
        }
    }

    private static Event of(HistoryEntry entry, boolean linked) {
        return new Event(
                entry.at(),
                entry.actorName(),
                linked ? Address.of("/journal").with("actor", entry.actorId()).href() : null,
                Format.action(entry.action()),
                linked ? "/journal/" + entry.id() : null,
                entry.reason(),
                entry.requestId(),
                differences(entry.changes()));
    }

    public static List<Difference> differences(List<HistoryEntry.FieldChange> changes) {
        return changes.stream()
                .map(change -> new Difference(change.field(), change.before(), change.after()))
                .toList();
    }

    public boolean folded() {
        return differences.size() > OPEN;
    }

    /// With the request, whose id joins it to the log.
    public String title() {
        return Format.exact(at) + (requestId == null ? "" : ", request " + requestId);
    }
}
