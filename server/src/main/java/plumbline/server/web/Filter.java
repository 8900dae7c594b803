package plumbline.server.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The filters of a list: words, selects, days and chips. All of them live in the address, so a view can be sent as a
/// link.
public record Filter(Address address, List<Select> selects, List<Day> days, List<Chip> chips) {

    static final String WORDS = "q";
    private static final String FOLLOW = "follow";

    public Filter {
        selects = List.copyOf(selects);
        days = List.copyOf(days);
        chips = List.copyOf(chips);
    }

    public static Filter of(Address address) {
        return new Filter(address, List.of(), List.of(), List.of());
    }

    /// Adds a select; its first option should be the one with an empty value that filters nothing.
    public Filter select(String name, String label, List<Option> options) {
        return new Filter(address, added(selects, new Select(name, label, address.first(name), options)), days, chips);
    }

    /// Adds a chip that switches `name=value` on and off; with a count if it is known.
    public Filter chip(String label, String name, String value, @Nullable Long count) {
        var chip = new Chip(label, address.toggled(name, value).href(), address.has(name, value), count);
        return new Filter(address, selects, days, added(chips, chip));
    }

    /// Adds a field for a day, such as the first of a period.
    public Filter day(String name, String label) {
        return new Filter(address, selects, added(days, new Day(name, label, address.first(name))), chips);
    }

    /// Shows what came with a link and has no field of its own, as a chip that takes it away again.
    public Filter named(String name, String label) {
        var value = address.first(name);
        return value.isEmpty()
                ? this
                : new Filter(
                        address,
                        selects,
                        days,
                        added(
                                chips,
                                new Chip(
                                        label + " " + value,
                                        address.without(name).href(),
                                        true,
                                        null)));
    }

    public String words() {
        return address.first(WORDS);
    }

    /// Whether anything is filtered away, so that an empty list can say so.
    public boolean active() {
        return address.parameters().keySet().stream().anyMatch(this::filters);
    }

    /// The parameters that the form must carry along because no field of its own shows them.
    public List<Map.Entry<String, String>> kept() {
        return address.parameters().entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals(WORDS) && !entry.getKey().equals(Address.CURSOR))
                .filter(entry ->
                        selects.stream().noneMatch(select -> select.name().equals(entry.getKey())))
                .filter(entry -> days.stream().noneMatch(day -> day.name().equals(entry.getKey())))
                .flatMap(entry -> entry.getValue().stream().map(value -> Map.entry(entry.getKey(), value)))
                .toList();
    }

    /// The list without any filter, its sort kept.
    public String clearHref() {
        return Address.of(address.path())
                .with(Address.SORT, address.first(Address.SORT))
                .href();
    }

    private boolean filters(String name) {
        return !List.of(Address.SORT, Address.CURSOR, FOLLOW).contains(name);
    }

    private static <T> List<T> added(List<T> list, T element) {
        return Stream.concat(list.stream(), Stream.of(element)).toList();
    }

    /// A select of the filter form.
    public record Select(String name, String label, String selected, List<Option> options) {
        public Select {
            options = List.copyOf(options);
        }
    }

    /// A day of the filter form.
    public record Day(String name, String label, String value) {}

    /// A switch that is a link.
    public record Chip(
            String label,
            String href,
            boolean active,
            @Nullable Long count) {
        public Chip {
            Links.safe(href);
        }
    }
}
