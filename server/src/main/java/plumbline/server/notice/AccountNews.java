package plumbline.server.notice;

import java.util.List;
import org.jooq.DSLContext;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.server.identity.Permission;
import plumbline.server.notice.NewsStore.News;
import plumbline.server.platform.Transactions;

/// Tells people what others did to their accounts, following the journal. A trigger queues the entries in the
/// transaction that wrote them; here each is told once.
final class AccountNews {
    static final NoticeKind DEACTIVATED =
            NoticeKind.security("account.deactivated", "My account was deactivated or works again");
    static final NoticeKind RIGHTS = NoticeKind.security("account.roles-changed", "My roles were changed");

    static final NoticeKind FACTORS = NoticeKind.security("account.factors-reset", "My second factors were reset");
    static final NoticeKind BREAK_GLASS =
            new NoticeKind("account.break-glass-used", "The break-glass account was used", true, true, false);

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
        var notice = switch (news.action()) {
            case "account.deactivated" ->
                NewNotice.of(
                        DEACTIVATED,
                        "",
                        "Your account was deactivated",
                        news.actor() + " deactivated your account in Plumbline. You cannot sign in any more.",
                        "");
            case "account.reactivated" ->
                NewNotice.of(
                        DEACTIVATED,
                        "",
                        "Your account works again",
                        news.actor() + " let your account in Plumbline work again.",
                        "/settings/account");
            default ->
                NewNotice.of(
                        RIGHTS,
                        "",
                        "Your roles were changed",
                        news.actor() + " changed your roles in Plumbline." + roles(news.content()),
                        "/settings/account");
        };
        notices.tell(tx, List.of(Recipient.person(account)), notice.madeUrgent());
    }

    /// Before and after, where the entry says so.
    private static String roles(byte[] content) {
        var details = JsonReader.readObject(content).object("details");
        if (!details.has("before") || !details.has("after")) {
            return "";
        }
        return "\nBefore: " + words(details, "before") + "\nNow: " + words(details, "after");
    }

    private static String words(JsonObject details, String name) {
        return details.find(name) instanceof plumbline.ledger.json.JsonArray list && list.size() > 0
                ? String.join(", ", list.strings())
                : "none";
    }

    private static long account(String objectId) {
        return objectId.matches("account:[0-9]{1,18}") ? Long.parseLong(objectId.substring("account:".length())) : -1;
    }
}
