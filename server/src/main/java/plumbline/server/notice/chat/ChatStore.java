package plumbline.server.notice.chat;

import static plumbline.schema.Tables.CHAT_CHANNEL;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// All SQL about chats.
final class ChatStore {
    private static final byte[] NOT_YET = new byte[0];

    List<ChatChannel> all(DSLContext database) {
        return database.selectFrom(CHAT_CHANNEL)
                .where(CHAT_CHANNEL.DELETED_AT.isNull())
                .orderBy(DSL.lower(CHAT_CHANNEL.NAME))
                .fetch(ChatStore::channel);
    }

    Optional<ChatChannel> find(DSLContext database, long id) {
        return database.selectFrom(CHAT_CHANNEL)
                .where(CHAT_CHANNEL.ID.eq(id))
                .and(CHAT_CHANNEL.DELETED_AT.isNull())
                .fetchOptional(ChatStore::channel);
    }

    List<Long> wanting(DSLContext database, String kind, boolean urgent) {
        return database.select(CHAT_CHANNEL.ID)
                .from(CHAT_CHANNEL)
                .where(CHAT_CHANNEL.DELETED_AT.isNull())
                .and(DSL.val(kind).eq(DSL.any(CHAT_CHANNEL.KINDS)))
                .and(urgent ? DSL.noCondition() : CHAT_CHANNEL.URGENT_ONLY.isFalse())
                .orderBy(CHAT_CHANNEL.ID)
                .fetch(CHAT_CHANNEL.ID);
    }

    boolean taken(DSLContext database, String name, long except) {
        return database.fetchExists(DSL.selectOne()
                .from(CHAT_CHANNEL)
                .where(DSL.lower(CHAT_CHANNEL.NAME).eq(DSL.lower(DSL.val(name))))
                .and(CHAT_CHANNEL.ID.ne(except)));
    }

    /// Its id goes into the seal of its address, so the address comes afterwards.
    long insert(DSLContext tx, ChatForm form, Instant now) {
        return tx.insertInto(CHAT_CHANNEL)
                .set(CHAT_CHANNEL.NAME, form.name())
                .set(CHAT_CHANNEL.KIND, form.program())
                .set(CHAT_CHANNEL.ADDRESS, NOT_YET)
                .set(CHAT_CHANNEL.HOST, "")
                .set(CHAT_CHANNEL.KINDS, form.kinds().toArray(String[]::new))
                .set(CHAT_CHANNEL.URGENT_ONLY, form.urgentOnly())
                .set(CHAT_CHANNEL.CREATED_AT, now)
                .returning(CHAT_CHANNEL.ID)
                .fetchSingle(row -> row.getId());
    }

    /// Whether it still was at the version seen.
    boolean update(DSLContext tx, long id, int version, ChatForm form) {
        return tx.update(CHAT_CHANNEL)
                        .set(CHAT_CHANNEL.NAME, form.name())
                        .set(CHAT_CHANNEL.KINDS, form.kinds().toArray(String[]::new))
                        .set(CHAT_CHANNEL.URGENT_ONLY, form.urgentOnly())
                        .set(CHAT_CHANNEL.VERSION, CHAT_CHANNEL.VERSION.plus(1))
                        .where(CHAT_CHANNEL.ID.eq(id))
                        .and(CHAT_CHANNEL.VERSION.eq(version))
                        .and(CHAT_CHANNEL.DELETED_AT.isNull())
                        .execute()
                == 1;
    }

    void address(DSLContext tx, long id, byte[] sealed, String host) {
        tx.update(CHAT_CHANNEL)
                .set(CHAT_CHANNEL.ADDRESS, sealed)
                .set(CHAT_CHANNEL.HOST, host)
                .set(CHAT_CHANNEL.TROUBLE, "")
                .where(CHAT_CHANNEL.ID.eq(id))
                .execute();
    }

    /// The sealed address.
    byte[] address(DSLContext database, long id) {
        return database.select(CHAT_CHANNEL.ADDRESS)
                .from(CHAT_CHANNEL)
                .where(CHAT_CHANNEL.ID.eq(id))
                .fetchSingle(row -> row.value1());
    }

    void trouble(DSLContext tx, long id, String why) {
        tx.update(CHAT_CHANNEL)
                .set(CHAT_CHANNEL.TROUBLE, why)
                .where(CHAT_CHANNEL.ID.eq(id))
                .and(CHAT_CHANNEL.TROUBLE.ne(why))
                .execute();
    }

    /// The row stays for the deliveries that name it; the address does not, and the name is free again.
    boolean delete(DSLContext tx, long id, Instant now) {
        return tx.update(CHAT_CHANNEL)
                        .set(CHAT_CHANNEL.DELETED_AT, now)
                        .set(CHAT_CHANNEL.ADDRESS, NOT_YET)
                        .set(CHAT_CHANNEL.NAME, DSL.left(CHAT_CHANNEL.NAME, 35).concat(" (deleted " + id + ")"))
                        .where(CHAT_CHANNEL.ID.eq(id))
                        .and(CHAT_CHANNEL.DELETED_AT.isNull())
                        .execute()
                == 1;
    }

    private static ChatChannel channel(Record row) {
        return new ChatChannel(
                row.get(CHAT_CHANNEL.ID),
                row.get(CHAT_CHANNEL.NAME),
                ChatProgram.find(row.get(CHAT_CHANNEL.KIND)).orElseThrow(),
                row.get(CHAT_CHANNEL.HOST),
                Arrays.stream(row.get(CHAT_CHANNEL.KINDS)).sorted().toList(),
                row.get(CHAT_CHANNEL.URGENT_ONLY),
                row.get(CHAT_CHANNEL.TROUBLE),
                row.get(CHAT_CHANNEL.VERSION),
                row.get(CHAT_CHANNEL.CREATED_AT));
    }
}
