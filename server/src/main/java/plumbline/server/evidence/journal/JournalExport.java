package plumbline.server.evidence.journal;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// Gives the entries that match away as a stream, some at a time: neither the memory nor a connection to the database
/// waits for a slow reader. Who took what away is itself in the journal.
final class JournalExport {
    static final int BATCH = 1_000;

    private final Transactions transactions;
    private final Journal journal;
    private final JournalStore store;

    JournalExport(Transactions transactions, Journal journal, JournalStore store) {
        this.transactions = transactions;
        this.journal = journal;
        this.store = store;
    }

    InputStream open(Actor actor, JournalFilter filter, JournalFormat format) {
        var details = filter.details().put("format", format.word()).build();
        transactions.run(tx -> journal.append(tx, actor, "journal.exported", Subject.of("journal", "all"), details));
        return new Lines(filter, format);
    }

    /// The file, of which the next piece is made when the one before is gone.
    private final class Lines extends InputStream {
        private final JournalFilter filter;
        private final JournalFormat format;
        private byte[] piece;
        private int at;
        private @Nullable Long after;
        private boolean ended;

        private Lines(JournalFilter filter, JournalFormat format) {
            this.filter = filter;
            this.format = format;
            this.piece = format.head().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            return waits() ? piece[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!waits()) {
                return -1;
            }
            int taken = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, taken);
            at += taken;
            return taken;
        }

        private boolean waits() {
            while (at == piece.length && !ended) {
                var entries = store.list(filter, after, BATCH);
                ended = entries.size() < BATCH;
                var text = new StringBuilder();
                entries.forEach(entry -> text.append(format.line(entry)));
                after = entries.isEmpty()
                        ? after
                        : Long.valueOf(entries.getLast().number());
                piece = text.toString().getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            return at < piece.length;
        }
    }
}
