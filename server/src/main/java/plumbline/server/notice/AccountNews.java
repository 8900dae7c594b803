package plumbline.server.notice;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.server.identity.Permission;
import plumbline.server.notice.NewsStore.News;
import plumbline.server.platform.Transactions;
import plumbline.server.web.Format;

/// Tells people what others did to their accounts, following the journal. A trigger queues the entries in the
/// transaction that wrote them; here each is told once.
final class AccountNews {
    static final NoticeKind DEACTIVATED =
            NoticeKind.security("account.deactivated", "My account was deactivated or works again");
    static final NoticeKind RIGHTS = NoticeKind.security("account.roles-changed", "My roles were changed");

    static final NoticeKind FACTORS = NoticeKind.security("account.factors-reset", "My second factors were reset");
    static final NoticeKind BREAK_GLASS =
            new NoticeKind("account.break-glass-used", "The break-glass account was used", true, true, false);

    private static final String OWN = "/settings/account";
    private static final int ROUND = 100;

    private final Transactions transactions;
    private final Notices notices;
    private final NewsStore store = new NewsStore();

    AccountNews(Transactions transactions, Notices notices) {
        this.transactions = transactions;
        this.notices = notices;
    }

    /// Tells all that is queued, and says how much that was.
    int run() {
        int all = 0;
        int told;
        do {
            told = transactions.get(tx -> {
                var news = store.take(tx, ROUND);
                news.forEach(one -> tell(tx, one));
                return news.size();
            });
            all += told;
        } while (told == ROUND);
        return all;
    }

    private void tell(DSLContext tx, News news) {
        var account = account(news.objectId());
        if (account < 0) {
            return;
        }
        if (news.action().equals("account.break-glass-used")) {
            var text = "Somebody signed in with the break-glass account. If you do not know why, find out now.";
            var used = NewNotice.of(
                    BREAK_GLASS, "", "The break-glass account was used", text, "/journal?action=" + news.action());
            notices.tell(tx, List.of(Recipient.holders(Permission.ACCOUNT_MANAGE)), used.madeUrgent());
            return;
        }
        notices.tell(tx, List.of(Recipient.person(account)), notice(news).madeUrgent());
    }

    private static NewNotice notice(News news) {
        var who = news.actor();
        return switch (news.action()) {
            case "account.deactivated" ->
                NewNotice.of(
                        DEACTIVATED,
                        "",
                        "Your account was deactivated",
                        who + " deactivated your account in Plumbline. You cannot sign in any more.",
                        "");
            case "account.reactivated" ->
                NewNotice.of(
                        DEACTIVATED,
                        "",
                        "Your account works again",
                        who + " let your account in Plumbline work again.",
                        OWN);
            case "account.factors-reset" ->
                NewNotice.of(
                        FACTORS,
                        "",
                        "Your second factors were reset",
                        who + " removed your second factors in Plumbline. If you did not ask for that, say so now.",
                        "/settings/sign-in");
            case "role.given" ->
                NewNotice.of(RIGHTS, "", "You were given a role", who + " gave you the role " + role(news) + ".", OWN);
            case "role.taken" ->
                NewNotice.of(
                        RIGHTS,
                        "",
                        "A role was taken from you",
                        who + " took from you the role " + role(news) + ", and what rested on it has ended.",
                        OWN);
            default ->
                NewNotice.of(
                        RIGHTS,
                        "",
                        "Your roles were changed",
                        who + " changed your roles in Plumbline." + roles(details(news)),
                        OWN);
        };
    }

    private static JsonObject details(News news) {
        return JsonReader.readObject(news.content()).object("details");
    }

    /// The role of an entry, with its limits: `engineer, on 2 cloud services, until 31 Jan 2027`.
    private static String role(News news) {
        var details = details(news);
        var text = new StringBuilder(details.string("role"));
        if (details.find("services") instanceof JsonArray services) {
            text.append(", on ").append(Format.count(services.size(), "cloud service", "cloud services"));
        }
        if (details.has("from")) {
            text.append(", from ").append(Format.exact(Instant.parse(details.string("from"))));
        }
        if (details.has("until")) {
            text.append(", until ").append(Format.exact(Instant.parse(details.string("until"))));
        }
        return text.toString();
    }

    /// Before and after, where the entry says so.
    private static String roles(JsonObject details) {
        if (details.find("changes") instanceof JsonArray changes) {
            for (var change : changes.objects()) {
                if (change.string("field", "").equals("roles")) {
                    return "\nBefore: " + words(change, "before") + "\nNow: " + words(change, "after");
                }
            }
        }
        return "";
    }

    private static String words(JsonObject change, String name) {
        return change.find(name) instanceof JsonArray list && list.size() > 0
                ? String.join(", ", list.strings())
                : "none";
    }

    private static long account(String objectId) {
        return objectId.matches("account:[0-9]{1,18}") ? Long.parseLong(objectId.substring("account:".length())) : -1;
    }
}
