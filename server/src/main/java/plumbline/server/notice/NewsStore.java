package plumbline.server.notice;

import static plumbline.schema.Tables.NOTICE_NEWS;

import java.util.Comparator;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// SQL of what waits to be told about accounts.
final class NewsStore {

    /// An entry of the journal that somebody is to know of.
    @SuppressWarnings("ArrayRecordComponent") // only read, never compared
    record News(long entry, String action, String objectId, String actor, byte[] content) {}

    /// Takes the oldest ones away; others take others meanwhile.
    List<News> take(DSLContext tx, int limit) {
        var oldest = DSL.select(NOTICE_NEWS.JOURNAL_ID)
                .from(NOTICE_NEWS)
                .orderBy(NOTICE_NEWS.JOURNAL_ID)
                .limit(limit)
                .forUpdate()
                .skipLocked();
        return tx
                .deleteFrom(NOTICE_NEWS)
                .where(NOTICE_NEWS.JOURNAL_ID.in(oldest))
                .returning()
                .fetch(row -> new News(
                        row.getJournalId(), row.getAction(), row.getObjectId(), row.getActorName(), row.getContent()))
                .stream()
                .sorted(Comparator.comparingLong(News::entry))
                .toList();
    }
}
