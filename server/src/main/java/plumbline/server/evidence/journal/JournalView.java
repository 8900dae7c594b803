package plumbline.server.evidence.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plumbline.server.web.Address;
import plumbline.server.web.Filter;
import plumbline.server.web.Format;
import plumbline.server.web.Option;
import plumbline.server.web.Pager;

/// The journal as its page shows it.
///
/// @param next number of the last entry shown, where more follow
/// @param counted how many match, counted up to a limit; with words one more than are shown, because counting those
///     takes longer than finding the newest
/// @param names of accounts that entries are about, by id
/// @param follow how the page goes on by itself, or null where it stands still
public record JournalView(
        List<JournalEntry> entries,
        @Nullable Long next,
        int counted,
        @Nullable Follow follow,
        Map<String, String> names) {
    static final int MOST_COUNTED = 1_000;

    public JournalView {
        entries = List.copyOf(entries);
        names = Map.copyOf(names);
    }

    /// A page that asks for what is new.
    ///
    /// @param address of the page that follows
    /// @param since the newest entry when following began
    /// @param seen the newest entry shown
    /// @param until when it ends by itself, in seconds of the epoch; 0 when it has ended
    public record Follow(Address address, long since, long seen, long until) {

        public boolean ended() {
            return until == 0;
        }

        public boolean isNew(JournalEntry entry) {
            return entry.number() > since;
        }

        /// Where what is new is asked for.
        public String latestHref() {
            return new Address("/journal/latest", address.parameters())
                    .without("after")
                    .with("since", Long.toString(since))
                    .with("seen", Long.toString(seen))
                    .with("until", Long.toString(until))
                    .href();
        }

        /// The page as it stands still.
        public String pauseHref() {
            return address.without("follow").href();
        }
    }

    /// What the thing that an entry is about is called: as the entry has it, else as an account is called; else empty.
    public String name(JournalEntry entry) {
        var name = entry.name();
        return name.isEmpty() ? names.getOrDefault(entry.object().id(), "") : name;
    }

    /// How many of those shown are new since following began.
    public String news() {
        var following = follow;
        long fresh = following == null
                ? 0
                : entries.stream().filter(following::isNew).count();
        if (fresh == 0) {
            return "nothing new yet";
        }
        return fresh == entries.size() ? Format.number(fresh) + " or more are new" : Format.number(fresh) + " new";
    }

    /// `50 of 312 entries`, `50 of more than 1 000 entries`.
    public String summary() {
        if (counted > MOST_COUNTED || (next != null && counted == entries.size() + 1)) {
            return Format.number(entries.size()) + " of more than " + Format.number(counted - 1L) + " entries";
        }
        return counted == entries.size()
                ? Format.count(counted, "entry", "entries")
                : Format.number(entries.size()) + " of " + Format.count(counted, "entry", "entries");
    }

    public Pager pager(Address address) {
        return new Pager(address, entries.size(), null, next == null ? null : next.toString());
    }

    /// The filters in the address, the choices of which are what there is.
    static Filter form(Address address, List<String> kinds, List<String> actions) {
        return Filter.of(address)
                .select("kind", "Kind of thing", options("Anything", kinds))
                .select("action", "Action", options("Any action", actions))
                .day("from", "From")
                .day("to", "To")
                .named("actor", "by")
                .named("object", "to")
                .named("request", "in request");
    }

    private static List<Option> options(String none, List<String> words) {
        var options = new ArrayList<Option>();
        options.add(new Option("", none));
        words.forEach(word -> options.add(new Option(word, word)));
        return options;
    }
}
