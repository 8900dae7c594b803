package plumbline.server.evidence.ledger;

import java.util.Optional;
import java.util.regex.Pattern;

/// One thing that has a leaf in the ledger.
///
/// @param number its number in its own table
public record LedgerItem(Kind kind, long number) {

    /// What it is; words are those of the database, prefixes those of ids.
    public enum Kind {
        JOURNAL("journal", "JRN-%d"),
        EVIDENCE("evidence", "EV-%04d"),
        PACK("pack", "PACK-%04d");

        private final String word;
        private final String format;

        Kind(String word, String format) {
            this.word = word;
            this.format = format;
        }

        public String word() {
            return word;
        }

        /// The prefix of the ids.
        String prefix() {
            return format.substring(0, format.indexOf('%'));
        }
    }

    private static final Pattern FORM = Pattern.compile("([A-Z]+-)([0-9]{1,18})");

    public static LedgerItem journal(long number) {
        return new LedgerItem(Kind.JOURNAL, number);
    }

    public static LedgerItem evidence(long number) {
        return new LedgerItem(Kind.EVIDENCE, number);
    }

    public static LedgerItem pack(long number) {
        return new LedgerItem(Kind.PACK, number);
    }

    /// Reads what [#id] writes; empty for anything else.
    public static Optional<LedgerItem> find(String id) {
        var match = FORM.matcher(id);
        if (!match.matches()) {
            return Optional.empty();
        }
        for (var kind : Kind.values()) {
            if (kind.prefix().equals(match.group(1))) {
                var item = new LedgerItem(kind, Long.parseLong(match.group(2)));
                return item.id().equals(id) ? Optional.of(item) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    static Kind kind(String word) {
        for (var kind : Kind.values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new IllegalStateException("no ledger item is of kind " + word);
    }

    /// As it stands in the leaf, in links and in packs.
    public String id() {
        return kind.format.formatted(number);
    }
}
