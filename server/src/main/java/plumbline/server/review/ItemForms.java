package plumbline.server.review;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Cursor;
import plumbline.server.api.Problem;
import plumbline.server.estate.Services;
import plumbline.server.identity.Principal;
import plumbline.server.web.Address;
import plumbline.server.web.Field;
import plumbline.server.web.Filter;
import plumbline.server.web.Format;
import plumbline.server.web.Option;
import plumbline.server.web.sheet.Sheet;

/// What the pages of items have in common: filters, choices, words.
final class ItemForms {
    static final String LIST = "access review items";

    private final ReviewQueries queries;
    private final Services services;

    ItemForms(ReviewQueries queries, Services services) {
        this.queries = queries;
        this.services = services;
    }

    Filter filter(Address address, Principal principal, Review review) {
        var undecided = new Item.Filter(Item.Filter.UNDECIDED, null, false, "", "", "");
        var filter = Filter.of(address)
                .select("kind", "Kind", kinds())
                .select("decision", "Decision", decisions())
                .chip("Not reviewed", "show", Item.Filter.UNDECIDED, (long) queries.count(review, undecided));
        var account = ReviewQueries.account(principal);
        if (account != null && review.open() && review.reviewedBy(account)) {
            var mine = new Item.Filter("", account, false, "", "", "");
            filter = filter.chip("Mine to decide", "show", "mine", (long) queries.count(review, mine));
        }
        var privileged = new Item.Filter("", null, true, "", "", "");
        return filter.chip("Privileged", "show", "privileged", (long) queries.count(review, privileged))
                .named("holder", "Of");
    }

    private List<Option> kinds() {
        return Stream.concat(
                        Stream.of(new Option("", "Any kind")),
                        queries.kinds().entrySet().stream().map(kind -> new Option(kind.getKey(), kind.getValue())))
                .toList();
    }

    private static List<Option> decisions() {
        return Stream.concat(
                        Stream.of(new Option("", "Any decision")),
                        Stream.of(Verdict.values()).map(verdict -> new Option(verdict.word(), verdict.participle())))
                .toList();
    }

    /// The roles that an item's could become; none where there is no smaller one.
    List<Option> roles(Item item) {
        var options = new ArrayList<>(List.of(new Option("", "As it is")));
        queries.choices(item).stream()
                .filter(choice -> !choice.equals(item.right().words()))
                .forEach(choice -> options.add(new Option(choice, choice)));
        return options.size() == 1 ? List.of() : options;
    }

    /// The services that an item could be limited to.
    List<String> services(Item item) {
        if (!queries.byService(item)) {
            return List.of();
        }
        var places = Places.of(services);
        var own = item.right().services();
        return own == null
                ? places.offered()
                : own.stream()
                        .flatMap(id -> Stream.ofNullable(places.keys().get(id)))
                        .sorted()
                        .toList();
    }

    static String words(Decided.Done done) {
        var first = done.items().getFirst();
        var verdict = Objects.requireNonNull(first.decision()).verdict();
        return done.items().size() == 1
                ? first.held().name() + ", " + first.right().words() + ": " + verdict.participle() + "."
                : done.items().size() + " " + verdict.participle() + ".";
    }

    /// What is wrong stands beside the reason, or above the form.
    static ReviewView.Form refused(ReviewView.Form form, Problem problem) {
        var errors = problem.errors();
        if (!errors.isEmpty() && errors.getFirst().pointer().equals("/reason")) {
            return ReviewView.Form.of(
                    form.reason().value(), "The reason " + errors.getFirst().detail() + ".");
        }
        if (!errors.isEmpty() && errors.getFirst().pointer().equals("/items")) {
            return form.troubled("Choose what you decide on: tick one or more lines.", List.of());
        }
        return form.troubled(ItemForms.words(problem), List.of());
    }

    static String cursor(Item item) {
        return Cursor.of(
                        item.right().privileged() ? 1 : 0,
                        item.id(),
                        encoded(item.held().name()))
                .text(LIST);
    }

    /// @throws plumbline.server.api.ProblemException when it is none
    static Item.Filter.@Nullable Place place(@Nullable String text) {
        var cursor = Cursor.parse(text, LIST, 3);
        return cursor == null
                ? null
                : new Item.Filter.Place(cursor.number(0) == 1, decoded(cursor.text(2)), cursor.id(1));
    }

    /// A name may hold any character, and a cursor may not.
    private static String encoded(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String name) {
        try {
            return new String(Base64.getUrlDecoder().decode(name), StandardCharsets.UTF_8).replace("\0", "");
        } catch (IllegalArgumentException e) {
            throw Cursor.bad();
        }
    }

    static Sheet sheet(Review review, List<Item> items, Map<String, String> kinds) {
        var sheet = new Sheet(
                review.id().toString(),
                List.of(
                        "item",
                        "kind",
                        "holder",
                        "name",
                        "detail",
                        "access",
                        "permissions",
                        "privileged",
                        "where",
                        "source",
                        "since",
                        "until",
                        "last used",
                        "decision",
                        "reason",
                        "changed to",
                        "different when decided",
                        "decided by",
                        "decided at"));
        for (var item : items) {
            var decision = item.decision();
            sheet.row(List.of(
                    item.id(),
                    kinds.getOrDefault(item.held().kind(), item.held().kind()),
                    item.held().holder(),
                    item.held().name(),
                    item.held().detail(),
                    item.right().words(),
                    String.join(" ", item.right().permissions()),
                    item.right().privileged(),
                    item.right().places(),
                    item.right().source(),
                    item.times().since(),
                    item.times().until() == null
                            ? ""
                            : Format.exact(item.times().until()),
                    item.times().usedAt() == null
                            ? ""
                            : Format.exact(item.times().usedAt()),
                    decision == null ? "not reviewed" : decision.verdict().participle(),
                    decision == null ? "" : decision.reason(),
                    decision == null ? "" : decision.result(),
                    decision == null ? "" : decision.altered(),
                    decision == null ? "" : decision.by(),
                    decision == null ? "" : decision.at()));
        }
        return sheet;
    }

    /// A refusal for people.
    static String words(Problem problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : "It " + problem.errors().getFirst().detail() + ".";
    }

    /// What is wrong stands beside the field that a problem points to.
    static Field field(String name, String label, String value, @Nullable Problem refused) {
        var field = Field.of(name, label, value);
        return refused == null
                ? field
                : refused.errors().stream()
                        .filter(error -> error.pointer().matches("(/change)?/" + name + "(/.*)?"))
                        .findFirst()
                        .map(error -> field.refused(label + " " + error.detail() + "."))
                        .orElse(field);
    }
}
