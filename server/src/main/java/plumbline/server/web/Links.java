package plumbline.server.web;

import java.util.regex.Pattern;

/// Refuses link targets that run script or leave for a place that the text does not show.
public final class Links {

    // A browser drops tabs and newlines inside a scheme, so "java\nscript:" must not pass as a relative path.
    private static final Pattern SAFE =
            Pattern.compile("(?:/(?![/\\\\])|[?#]|https?://|mailto:)[^\\p{Cntrl}]*", Pattern.CASE_INSENSITIVE);

    private Links() {}

    /// The href itself, if it is a path of ours, a query, a fragment, an http(s) or a mailto link.
    public static String safe(String href) {
        if (href.equals("/") || SAFE.matcher(href).matches()) {
            return href;
        }
        throw new IllegalArgumentException("href must be a path, http(s) or mailto, but is " + href);
    }
}
