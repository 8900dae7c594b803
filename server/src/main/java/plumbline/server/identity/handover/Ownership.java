package plumbline.server.identity.handover;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.identity.handover.Owned.Fate;
import plumbline.server.identity.handover.Owned.Thing;
import plumbline.server.platform.Transactions;
import plumbline.server.web.Format;

/// Who owns what, over all areas.
public final class Ownership {
    /// As many of a kind are named; how many there are is counted.
    static final int NAMED = 100;

    private final Transactions transactions;
    private final List<Owned> kinds;

    Ownership(Transactions transactions, List<Owned> kinds) {
        this.transactions = transactions;
        this.kinds =
                kinds.stream().sorted(Comparator.comparingInt(Owned::order)).toList();
    }

    /// What somebody owns of one kind.
    ///
    /// @param count of all of them
    /// @param things the first hundred of those that the reader may see
    public record Holding(Owned kind, int count, List<Thing> things) {
        public Holding {
            things = List.copyOf(things);
        }

        /// `Cloud services`.
        public String label() {
            var many = kind.words().many();
            return Character.toUpperCase(many.charAt(0)) + many.substring(1);
        }

        /// `2 cloud services`.
        public String text() {
            return Format.count(count, kind.words().one(), kind.words().many());
        }

        /// How many of them are not among the things.
        public int hidden() {
            return count - things.size();
        }

        public boolean passes() {
            return kind.fate() == Fate.PASSES;
        }

        /// What becomes of them, for people.
        public String fate() {
            return switch (kind.fate()) {
                case PASSES -> "somebody takes them over";
                case ENDS -> "end with the account";
                case RESTS -> "stay with the account, and count for nothing while it is deactivated";
            };
        }
    }

    /// Everything that somebody owns, kind by kind; what they have none of is left out.
    public List<Holding> of(Principal reader, Account owner) {
        var database = transactions.reading();
        return kinds.stream()
                .map(kind -> {
                    int count = kind.counts(database, List.of(owner)).getOrDefault(owner.id(), 0);
                    return new Holding(kind, count, count == 0 ? List.of() : kind.of(database, reader, owner, NAMED));
                })
                .filter(holding -> holding.count() > 0)
                .toList();
    }

    /// How many of these things somebody must take over.
    public static int toPass(List<Holding> holdings) {
        return holdings.stream()
                .filter(Holding::passes)
                .mapToInt(Holding::count)
                .sum();
    }

    /// How many things of each of these people somebody must take over, by kind; who has none is left out.
    public Map<Long, List<Holding>> waiting(DSLContext database, Collection<Account> people) {
        var found = new HashMap<Long, List<Holding>>();
        passing()
                .forEach(kind -> kind.counts(database, people)
                        .forEach((id, count) -> found.merge(
                                id,
                                List.of(new Holding(kind, count, List.of())),
                                (some, more) -> Stream.concat(some.stream(), more.stream())
                                        .toList())));
        return found;
    }

    List<Owned> passing() {
        return kinds.stream().filter(kind -> kind.fate() == Fate.PASSES).toList();
    }
}
