package plumbline.server.review;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;
import plumbline.server.web.Field;
import plumbline.server.web.Option;

/// A review as its page shows it.
///
/// @param items those of the page
/// @param kinds names of kinds by their words
/// @param orphans how many none of the reviewers may decide
public record ReviewView(
        Review review, List<Item> items, Map<String, String> kinds, May may, int orphans, Form form, String back) {

    public ReviewView {
        items = List.copyOf(items);
    }

    /// What whoever looks may do.
    ///
    /// @param account their own, or null when they decide nothing here
    /// @param close whether they own it
    public record May(@Nullable Long account, boolean manage, boolean close) {
        public boolean decide() {
            return account != null;
        }
    }

    /// The form to decide, as it comes back.
    ///
    /// @param trouble why nothing was decided, or empty
    /// @param stale what is no longer as it was seen
    public record Form(Field reason, String trouble, List<Decided.Stale> stale, List<String> chosen) {
        static final Form EMPTY = of("", "");

        static Form of(String reason, String wrong) {
            return new Form(
                    Field.of("reason", "Reason", reason)
                            .hinted("Needed to revoke, to change, and to keep privileged access.")
                            .refused(wrong),
                    "",
                    List.of(),
                    List.of());
        }

        Form troubled(String why, List<Decided.Stale> changed) {
            return new Form(reason, why, changed, chosen);
        }

        Form choosing(List<String> values) {
            return new Form(reason, trouble, stale, values);
        }

        public boolean chose(Item item) {
            return chosen.contains(value(item.id(), item.seen()));
        }
    }

    /// What a checkbox sends.
    public static String value(long item, String seen) {
        return item + ":" + seen;
    }

    public static String value(Item item) {
        return value(item.id(), item.seen());
    }

    /// Whether whoever looks may decide about an item.
    public boolean decidable(Item item) {
        var account = may.account();
        return account != null && item.decidable() && !item.isOf(account);
    }

    public boolean own(Item item) {
        var account = may.account();
        return account != null && item.isOf(account);
    }

    /// What a permission allows, for people.
    public static String meaning(String permission) {
        return Permission.find(permission).map(Permission::meaning).orElse("");
    }

    public String kind(Item item) {
        return kinds.getOrDefault(item.held().kind(), item.held().kind());
    }

    /// One item, with what is known of it now.
    ///
    /// @param since what is different now, or null
    /// @param change the form's fields for a change, empty where it cannot be changed
    public record One(
            ReviewView view,
            Item item,
            Decided.@Nullable Stale since,
            List<Field> change,
            List<Option> roles,
            List<String> services) {
        public boolean decidable() {
            return view.review().open() && view.decidable(item);
        }

        /// What to send along to decide on the access as it is now.
        public String seen() {
            return since == null ? item.seen() : since.seen();
        }

        public boolean gone() {
            return seen().endsWith("." + Item.GONE);
        }
    }
}
