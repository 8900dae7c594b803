package plumbline.server.identity.access;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Places that many senders share, of which each holds a few at most: a single one never has them all.
final class SharedPlaces {
    /// What is quick is out of the way by then, and whoever is slow hears soon that it is their own.
    static final Duration OWN_PATIENCE = Duration.ofSeconds(1);

    private final Places all;
    private final int each;
    private final Map<String, Own> own = new ConcurrentHashMap<>();

    /// @param each most places of one sender
    /// @param patience how long somebody waits for others to leave
    SharedPlaces(int all, int each, Duration patience) {
        this.all = new Places(all, patience);
        this.each = each;
    }

    /// The places of one sender, kept while anybody asked for one and has not left.
    private record Own(Places places, int asking) {
        Own with(int more) {
            return new Own(places, asking + more);
        }
    }

    enum Entry {
        IN,
        /// The sender holds as many as one may.
        OWN_TAKEN,
        ALL_TAKEN
    }

    int each() {
        return each;
    }

    /// Waits for a place; whoever is in must [#leave].
    Entry enter(String sender) {
        if (!of(sender).enter()) {
            forget(sender);
            return Entry.OWN_TAKEN;
        }
        if (!all.enter()) {
            leaveOwn(sender);
            return Entry.ALL_TAKEN;
        }
        return Entry.IN;
    }

    void leave(String sender) {
        all.leave();
        leaveOwn(sender);
    }

    /// Senders of whom something is kept.
    int senders() {
        return own.size();
    }

    private Places of(String sender) {
        return own.compute(
                        sender,
                        (key, known) -> known == null ? new Own(new Places(each, OWN_PATIENCE), 1) : known.with(1))
                .places();
    }

    private void leaveOwn(String sender) {
        own.computeIfPresent(sender, (key, known) -> {
            known.places().leave();
            return known.asking() == 1 ? null : known.with(-1);
        });
    }

    private void forget(String sender) {
        own.computeIfPresent(sender, (key, known) -> known.asking() == 1 ? null : known.with(-1));
    }
}
