package plumbline.server.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A page's path and parameters; every link that keeps filters, sort or tab is made from it.
///
/// Changing a parameter drops the cursor `after`, because a cursor belongs to one order of one selection.
public record Address(String path, Map<String, List<String>> parameters) {

    static final String CURSOR = "after";
    static final String SORT = "sort";

    public Address {
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw new IllegalArgumentException("path must start with one slash, but is " + path);
        }
        var copy = new LinkedHashMap<String, List<String>>();
        parameters.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        parameters = Collections.unmodifiableMap(copy);
    }

    public static Address of(String path) {
        return new Address(path, Map.of());
    }

    /// The address that a link of ours says, as [#href] wrote it.
    public static Address parse(String href) {
        int mark = href.indexOf('?');
        if (mark < 0) {
            return of(href);
        }
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var pair : href.substring(mark + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters
                        .computeIfAbsent(decoded(pair.substring(0, equals)), _ -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        return new Address(href.substring(0, mark), parameters);
    }

    /// The first value of a parameter, empty if absent.
    public String first(String name) {
        var values = parameters.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    public boolean has(String name, String value) {
        return parameters.getOrDefault(name, List.of()).contains(value);
    }

    /// This address with a parameter replaced; a blank value removes it.
    public Address with(String name, String value) {
        return changed(name, value.isBlank() ? List.of() : List.of(value));
    }

    public Address without(String name) {
        return changed(name, List.of());
    }

    /// Adds the value to the parameter, or takes it away if it is there: what a filter chip does.
    public Address toggled(String name, String value) {
        var values = new ArrayList<>(parameters.getOrDefault(name, List.of()));
        if (!values.remove(value)) {
            values.add(value);
        }
        return changed(name, values);
    }

    /// Sorts by a column, or turns the order round if it is sorted by it already.
    public Address sortedBy(String column) {
        return with(SORT, has(SORT, column) ? "-" + column : column);
    }

    /// Path and query, encoded.
    public String href() {
        var query = new StringBuilder();
        parameters.forEach((name, values) -> values.forEach(value -> query.append(query.isEmpty() ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value))));
        return path + query;
    }

    private Address changed(String name, List<String> values) {
        var changed = new LinkedHashMap<>(parameters);
        if (!name.equals(CURSOR)) {
            changed.remove(CURSOR);
        }
        if (values.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, values);
        }
        return new Address(path, changed);
    }

    /// What is not encoded as it should be stays as it is.
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
