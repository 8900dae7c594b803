package plumbline.server.identity.external;

import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.EXTERNAL_LINK;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonReader;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.external.ExternalLink.About;
import plumbline.server.identity.external.ExternalLink.Recipient;

/// All SQL about links for external parties.
final class ExternalLinkStore {

    /// A link to be added.
    record New(LinkPurpose purpose, About about, LinkTerms terms, long maker) {}

    long insert(DSLContext transaction, New link, String secret, Instant now) {
        var about = link.about();
        var recipient = link.terms().recipient();
        return transaction
                .insertInto(EXTERNAL_LINK)
                .set(EXTERNAL_LINK.HASH, ExternalLinks.hash(secret))
                .set(EXTERNAL_LINK.HINT, ExternalLinks.hint(secret))
                .set(EXTERNAL_LINK.PURPOSE, link.purpose().word())
                .set(EXTERNAL_LINK.NEEDS, link.purpose().needs().word())
                .set(EXTERNAL_LINK.ABOUT_KIND, about.kind())
                .set(EXTERNAL_LINK.ABOUT_ID, about.id())
                .set(EXTERNAL_LINK.SERVICE_ID, about.serviceId())
                .set(EXTERNAL_LINK.TITLE, about.title())
                .set(EXTERNAL_LINK.TERMS, JSONB.valueOf(CanonicalJson.text(about.terms())))
                .set(EXTERNAL_LINK.RECIPIENT_NAME, recipient.name())
                .set(EXTERNAL_LINK.RECIPIENT_ORGANISATION, recipient.organisation())
                .set(EXTERNAL_LINK.RECIPIENT_EMAIL, recipient.email())
                .set(EXTERNAL_LINK.CREATED_BY, link.maker())
                .set(EXTERNAL_LINK.CREATED_AT, now)
                .set(EXTERNAL_LINK.EXPIRES_AT, now.plus(link.terms().life()))
                .set(EXTERNAL_LINK.USES_ALLOWED, link.terms().uses())
                .returningResult(EXTERNAL_LINK.ID)
                .fetchSingle()
                .value1();
    }

    Optional<ExternalLink> find(DSLContext database, byte[] hash) {
        return list(database, EXTERNAL_LINK.HASH.eq(hash), 1).stream().findFirst();
    }

    Optional<ExternalLink> find(DSLContext database, Scope scope, long id) {
        return list(database, scope.reaches(EXTERNAL_LINK.SERVICE_ID).and(EXTERNAL_LINK.ID.eq(id)), 1).stream()
                .findFirst();
    }

    /// Newest first, those before the given id.
    List<ExternalLink> list(DSLContext database, LinkFilter filter, @Nullable Long before, int limit, Instant now) {
        var service = filter.service();
        var works = filter.works();
        return list(
                database,
                DSL.and(
                        filter.scope().reaches(EXTERNAL_LINK.SERVICE_ID),
                        service == null ? DSL.noCondition() : EXTERNAL_LINK.SERVICE_ID.eq(service),
                        works == null ? DSL.noCondition() : works ? working(now) : DSL.not(working(now)),
                        filter.purpose().isEmpty() ? DSL.noCondition() : EXTERNAL_LINK.PURPOSE.eq(filter.purpose()),
                        has(filter.words()),
                        before == null ? DSL.noCondition() : EXTERNAL_LINK.ID.lt(before)),
                limit);
    }

    /// Those that work first, then the newest first.
    List<ExternalLink> search(DSLContext database, Scope scope, String words, int limit, Instant now) {
        var id = DSL.concat(DSL.val("external-link:"), EXTERNAL_LINK.ID);
        var condition = scope.reaches(EXTERNAL_LINK.SERVICE_ID)
                .and(has(words).or(id.eq(words.strip().toLowerCase(Locale.ROOT))));
        return list(database, condition, limit).stream()
                .sorted(Comparator.comparing(link -> !link.works(now)))
                .toList();
    }

    /// Links of a person that still work, within a scope.
    List<ExternalLink> madeBy(DSLContext database, Scope scope, long account, Instant now, int limit) {
        return list(
                database,
                EXTERNAL_LINK.CREATED_BY.eq(account).and(working(now)).and(scope.reaches(EXTERNAL_LINK.SERVICE_ID)),
                limit);
    }

    /// Links of any of these people that still work.
    List<ExternalLink> madeBy(DSLContext database, Collection<Long> accounts, Instant now) {
        var theirs = EXTERNAL_LINK.CREATED_BY.eq(DSL.any(accounts.toArray(Long[]::new)));
        return list(database, theirs.and(working(now)), Integer.MAX_VALUE);
    }

    /// All links that work, the first made first.
    List<ExternalLink> working(DSLContext database, Instant now) {
        return list(database, working(now), Integer.MAX_VALUE).reversed();
    }

    /// Those of these that work; nobody changes them until the transaction ends.
    List<ExternalLink> hold(DSLContext transaction, Instant now, Collection<Long> ids) {
        var these = EXTERNAL_LINK.ID.eq(DSL.any(ids.toArray(Long[]::new)));
        transaction
                .select(EXTERNAL_LINK.ID)
                .from(EXTERNAL_LINK)
                .where(these)
                .orderBy(EXTERNAL_LINK.ID)
                .forUpdate()
                .fetch();
        return list(transaction, these.and(working(now)), Integer.MAX_VALUE).reversed();
    }

    /// How many links of each of these people still work; who made none is left out.
    Map<Long, Integer> counts(DSLContext database, Collection<Long> accounts, Instant now) {
        return database.select(EXTERNAL_LINK.CREATED_BY, DSL.count())
                .from(EXTERNAL_LINK)
                .where(EXTERNAL_LINK.CREATED_BY.eq(DSL.any(accounts.toArray(Long[]::new))))
                .and(working(now))
                .groupBy(EXTERNAL_LINK.CREATED_BY)
                .fetchMap(row -> row.value1(), row -> row.value2());
    }

    /// Counts one use, if the link still works. Of two at the same moment that want the last use, one gets true.
    boolean use(DSLContext transaction, long id, Instant now) {
        return transaction
                        .update(EXTERNAL_LINK)
                        .set(EXTERNAL_LINK.USES, EXTERNAL_LINK.USES.plus(1))
                        .set(EXTERNAL_LINK.USED_AT, now)
                        .where(EXTERNAL_LINK.ID.eq(id).and(working(now)))
                        .execute()
                == 1;
    }

    boolean revoke(DSLContext transaction, long id, Instant now) {
        return transaction
                        .update(EXTERNAL_LINK)
                        .set(EXTERNAL_LINK.REVOKED_AT, now)
                        .where(EXTERNAL_LINK.ID.eq(id).and(EXTERNAL_LINK.REVOKED_AT.isNull()))
                        .execute()
                == 1;
    }

    private static Condition working(Instant now) {
        return EXTERNAL_LINK
                .REVOKED_AT
                .isNull()
                .and(EXTERNAL_LINK.EXPIRES_AT.gt(now))
                .and(EXTERNAL_LINK.USES_ALLOWED.isNull().or(EXTERNAL_LINK.USES.lt(EXTERNAL_LINK.USES_ALLOWED)));
    }

    private static Condition has(String words) {
        var text = DSL.concat(
                EXTERNAL_LINK.TITLE,
                DSL.val(" "),
                EXTERNAL_LINK.ABOUT_ID,
                DSL.val(" "),
                EXTERNAL_LINK.RECIPIENT_NAME,
                DSL.val(" "),
                EXTERNAL_LINK.RECIPIENT_ORGANISATION,
                DSL.val(" "),
                EXTERNAL_LINK.RECIPIENT_EMAIL);
        return DSL.and(Arrays.stream(words.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .map(text::containsIgnoreCase)
                .toList());
    }

    private static List<ExternalLink> list(DSLContext database, Condition condition, int limit) {
        return database.select(EXTERNAL_LINK.asterisk(), ACCOUNT.NAME)
                .from(EXTERNAL_LINK)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(EXTERNAL_LINK.CREATED_BY))
                .where(condition)
                .orderBy(EXTERNAL_LINK.ID.desc())
                .limit(limit)
                .fetch(ExternalLinkStore::link);
    }

    private static ExternalLink link(Record row) {
        var needs = row.get(EXTERNAL_LINK.NEEDS);
        return new ExternalLink(
                row.get(EXTERNAL_LINK.ID),
                row.get(EXTERNAL_LINK.HINT),
                row.get(EXTERNAL_LINK.PURPOSE),
                Permission.find(needs).orElseThrow(() -> new IllegalStateException("no permission is called " + needs)),
                new About(
                        row.get(EXTERNAL_LINK.ABOUT_KIND),
                        row.get(EXTERNAL_LINK.ABOUT_ID),
                        row.get(EXTERNAL_LINK.SERVICE_ID),
                        row.get(EXTERNAL_LINK.TITLE),
                        JsonReader.readObject(
                                row.get(EXTERNAL_LINK.TERMS).data().getBytes(StandardCharsets.UTF_8))),
                new Recipient(
                        row.get(EXTERNAL_LINK.RECIPIENT_NAME),
                        row.get(EXTERNAL_LINK.RECIPIENT_ORGANISATION),
                        row.get(EXTERNAL_LINK.RECIPIENT_EMAIL)),
                new ExternalLink.Maker(row.get(EXTERNAL_LINK.CREATED_BY), row.get(ACCOUNT.NAME)),
                new ExternalLink.Life(
                        row.get(EXTERNAL_LINK.CREATED_AT),
                        row.get(EXTERNAL_LINK.EXPIRES_AT),
                        row.get(EXTERNAL_LINK.REVOKED_AT)),
                new ExternalLink.Uses(
                        row.get(EXTERNAL_LINK.USES_ALLOWED),
                        row.get(EXTERNAL_LINK.USES),
                        row.get(EXTERNAL_LINK.USED_AT)));
    }
}
