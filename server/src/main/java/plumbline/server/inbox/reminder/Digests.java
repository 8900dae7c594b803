package plumbline.server.inbox.reminder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;
import plumbline.server.web.Option;

/// How often a person wants a digest.
public final class Digests {
    private final Transactions transactions;
    private final Journal journal;
    private final DigestStore store = new DigestStore();

    Digests(Transactions transactions, Journal journal) {
        this.transactions = transactions;
        this.journal = journal;
    }

    /// `never`, `daily` or `weekly`.
    public String choice(Principal principal) {
        return store.choice(transactions.reading(), principal.id()).word();
    }

    /// The newest digest of this person, or nothing when none has said anything yet.
    public Optional<Last> last(Principal principal) {
        return store.last(transactions.reading(), principal.id())
                .map(sent -> new Last(sent.at(), sent.subject(), sent.text()));
    }

    /// A digest as it was sent.
    public record Last(Instant at, String subject, String text) {}

    /// What there is to choose.
    public static List<Option> options() {
        return Digest.Every.options();
    }

    /// Chooses; empty when there is no such word.
    public Optional<String> choose(Principal principal, String word) {
        var every = Digest.Every.find(word);
        every.ifPresent(chosen -> transactions.run(tx -> {
            var details = details(store.choice(tx, principal.id()).word(), chosen.word());
            store.choose(tx, principal.id(), chosen, journal.now());
            var account = Subject.of("account", "account:" + principal.id());
            journal.append(tx, principal.actor(), "account.digest-chosen", account, details);
        }));
        return every.map(Digest.Every::word);
    }

    private static JsonObject details(String before, String after) {
        return Changes.begin().field("digest", before, after).details();
    }
}
