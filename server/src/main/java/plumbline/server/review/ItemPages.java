package plumbline.server.review;

import gg.jte.models.runtime.JteModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.api.Slice;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Address;
import plumbline.server.web.Event;
import plumbline.server.web.Flash;
import plumbline.server.web.Pager;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// One access review as a page: its items to work through, each on a page of its own as well.
@Controller
final class ItemPages {
    private static final int ROWS = 50;
    private static final int SHEET_ROWS = 100_000;

    private final Transactions transactions;
    private final ReviewQueries queries;
    private final Parts parts;
    private final ItemForms forms;
    private final Templates templates;

    /// What decides.
    record Parts(Deciding deciding, Effects effects, Closing closing) {}

    ItemPages(Transactions transactions, ReviewQueries queries, Parts parts, ItemForms forms, Templates templates) {
        this.transactions = transactions;
        this.queries = queries;
        this.parts = parts;
        this.forms = forms;
        this.templates = templates;
    }

    @OpenToSignedIn(ReviewPages.WHY_OPEN)
    @GetMapping("/access-reviews/{id}")
    @OpensRecord("access-review")
    JteModel record(Shell shell, Principal principal, @PathVariable String id) {
        return page(shell, principal, queries.find(principal, id), shell.address(), ReviewView.Form.EMPTY);
    }

    @OpenToSignedIn(ReviewPages.WHY_OPEN)
    @GetMapping(path = "/access-reviews/{id}", params = "format")
    @OpensRecord("access-review")
    Sheet sheet(Shell shell, Principal principal, @PathVariable String id) {
        var review = queries.find(principal, id);
        return ItemForms.sheet(
                review, queries.items(review, filter(shell.address(), principal), null, SHEET_ROWS), queries.kinds());
    }

    /// The list as an address filters it: that of a decision that is refused is the one it was made on.
    private JteModel page(Shell shell, Principal principal, Review review, Address address, ReviewView.Form form) {
        var filter = filter(address, principal);
        var shown = Slice.of(
                queries.items(review, filter, ItemForms.place(address.first("after")), ROWS + 1),
                ROWS,
                ItemForms::cursor);
        var view = new ReviewView(
                review,
                shown.rows(),
                queries.kinds(),
                may(principal, review),
                queries.orphans(review),
                form,
                address.href());
        return templates.reviewRecord(
                shell.titled(review.id().toString()),
                view,
                forms.filter(address, principal, review),
                new Pager(address, shown.rows().size(), (long) queries.count(review, filter), shown.next()),
                Event.History.of(
                        queries.history(review),
                        principal,
                        "access-review",
                        review.id().toString()));
    }

    private ReviewView.May may(Principal principal, Review review) {
        var account = ReviewQueries.account(principal);
        boolean manages = principal.mayEverywhere(Permission.REVIEW_MANAGE) && review.open();
        return new ReviewView.May(
                account != null && review.open() && review.reviewedBy(account) ? account : null,
                manages,
                manages && parts.closing().mayClose(principal, review));
    }

    static Item.Filter filter(Address address, Principal principal) {
        boolean mine = address.has("show", "mine");
        return new Item.Filter(
                address.has("show", Item.Filter.UNDECIDED) ? Item.Filter.UNDECIDED : address.first("decision"),
                mine ? ReviewQueries.account(principal) : null,
                address.has("show", "privileged"),
                address.first("kind"),
                address.first("holder"),
                address.first("q"));
    }

    /// What the form sends.
    ///
    /// @param item numbers, each with what was seen
    record Typed(
            @Nullable List<String> item,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable String role,
            @Nullable Set<String> services,
            @Nullable String until,
            @Nullable String back) {

        String text(@Nullable String typed) {
            return Objects.requireNonNullElse(typed, "").strip();
        }

        Verdict verdict() {
            return Verdict.find(text(decision))
                    .orElseThrow(() -> Problem.invalid("/decision", "must be keep, change or revoke")
                            .exception());
        }

        Map<Long, String> seen() {
            var seen = new HashMap<Long, String>();
            for (var value : Objects.requireNonNullElse(item, List.<String>of())) {
                int colon = value.indexOf(':');
                if (colon < 1 || !value.substring(0, colon).matches("[0-9]{1,18}")) {
                    throw Problem.invalid("/items", "must be items of this review")
                            .exception();
                }
                seen.put(Long.valueOf(value.substring(0, colon)), value.substring(colon + 1));
            }
            return seen;
        }

        Ballot ballot() {
            var verdict = verdict();
            return new Ballot(seen(), verdict, text(reason), verdict == Verdict.CHANGE ? change() : null);
        }

        private Ballot.Change change() {
            if (!text(until).isEmpty() && ReviewPages.Typed.day(text(until)) == null) {
                throw Problem.invalid("/change/until", "must be a day such as 2027-01-31")
                        .exception();
            }
            return new Ballot.Change(
                    text(role),
                    services == null || services.isEmpty()
                            ? null
                            : services.stream().sorted().toList(),
                    ReviewPages.Typed.day(text(until)));
        }

        /// Back to the list as it was filtered, and nowhere else.
        String backTo(ReviewId review) {
            var wanted = text(back);
            return wanted.equals(review.href()) || wanted.startsWith(review.href() + "?") ? wanted : review.href();
        }
    }

    @OpenToSignedIn("Reviewers decide in the reviews that name them")
    @PostMapping("/access-reviews/{id}/decisions")
    Reply decide(Shell shell, Principal principal, @PathVariable String id, @ModelAttribute Typed typed) {
        var review = queries.find(principal, id);
        var form = ReviewView.Form.of(typed.text(typed.reason()), "");
        var from = Address.parse(typed.backTo(review.id()));
        try {
            var decided = transactions.get(tx -> parts.deciding().decide(tx, principal, review.id(), typed.ballot()));
            return switch (decided) {
                case Decided.Done done -> Reply.to(typed.backTo(review.id()), Flash.done(ItemForms.words(done)));
                case Decided.Late late ->
                    Reply.page(409, page(shell, principal, review, from, form.troubled(late.words(), late.items())));
                case Decided.Refused(var why) ->
                    Reply.page(403, page(shell, principal, review, from, form.troubled(why, List.of())));
            };
        } catch (ProblemException refused) {
            var problem = refused.problem();
            var chosen = Objects.requireNonNullElse(typed.item(), List.<String>of());
            return Reply.page(
                    problem.type().status(),
                    page(
                            shell,
                            principal,
                            review,
                            from,
                            ItemForms.refused(form, problem).choosing(chosen)));
        }
    }

    @OpenToSignedIn(ReviewPages.WHY_OPEN)
    @GetMapping("/access-reviews/{id}/items/{item}")
    @OpensRecord("access-review")
    JteModel item(Shell shell, Principal principal, @PathVariable String id, @PathVariable long item) {
        var review = queries.find(principal, id);
        var typed = new Typed(null, "", "", "", null, "", "");
        return one(shell, principal, new Opened(review, queries.item(review, item)), typed, null);
    }

    /// A review and one of its items.
    private record Opened(Review review, Item item) {}

    @OpenToSignedIn("Reviewers decide in the reviews that name them")
    @PostMapping("/access-reviews/{id}/items/{item}")
    Reply decideOne(
            Shell shell,
            Principal principal,
            @PathVariable String id,
            @PathVariable long item,
            @ModelAttribute Typed typed) {
        var review = queries.find(principal, id);
        var opened = new Opened(review, queries.item(review, item));
        try {
            var decided = transactions.get(tx -> parts.deciding().decide(tx, principal, review.id(), typed.ballot()));
            return switch (decided) {
                case Decided.Done done ->
                    Reply.to(review.id().href() + "?show=mine", Flash.done(ItemForms.words(done)));
                case Decided.Late late ->
                    Reply.page(409, one(shell, principal, opened, typed, Problem.conflict(late.words())));
                case Decided.Refused(var why) ->
                    Reply.page(403, one(shell, principal, opened, typed, Problem.conflict(why)));
            };
        } catch (ProblemException refused) {
            var problem = refused.problem();
            return Reply.page(problem.type().status(), one(shell, principal, opened, typed, problem));
        }
    }

    private JteModel one(Shell shell, Principal principal, Opened opened, Typed typed, @Nullable Problem refused) {
        var review = opened.review();
        var item = queries.item(review, opened.item().id());
        var form = ReviewView.Form.of(typed.text(typed.reason()), "");
        var view = new ReviewView(
                review,
                List.of(item),
                queries.kinds(),
                may(principal, review),
                0,
                refused == null ? form : ItemForms.refused(form, refused),
                "");
        boolean changeable = queries.changeable(item);
        var until = ItemForms.field("until", "Last day", typed.text(typed.until()), refused)
                .hinted("Empty: the end stays as it is.");
        var roles = ItemForms.field("role", "Role", typed.text(typed.role()), refused);
        var services = ItemForms.field("services", "Only on", "", refused);
        return templates.reviewItem(
                shell.titled(item.held().name()),
                new ReviewView.One(
                        view,
                        item,
                        queries.since(parts.effects(), review, item),
                        changeable ? List.of(until, roles, services) : List.of(),
                        changeable ? forms.roles(item) : List.of(),
                        changeable ? forms.services(item) : List.of()),
                Objects.requireNonNullElse(typed.services(), Set.of()));
    }
}
