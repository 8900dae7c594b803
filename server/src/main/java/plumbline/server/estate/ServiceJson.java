package plumbline.server.estate;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.platform.Changes;

/// A service as the journal writes it.
final class ServiceJson {
    private ServiceJson() {}

    /// What differs between two descriptions, in the words of the service's page.
    ///
    /// @param was null for a service that is new
    static Changes changes(@Nullable Description was, Description is) {
        var changes = Changes.begin();
        text(changes, "name", was, is, Description::name);
        text(changes, "purpose", was, is, Description::purpose);
        text(changes, "our role", was, is, description -> word(description.ourRole()));
        text(changes, "service model", was, is, description -> word(description.model()));
        text(changes, "class of data", was, is, description -> word(description.dataClass()));
        text(changes, "owner", was, is, Description::owner);
        text(changes, "stands on", was, is, Description::upstreamProvider);
        texts(changes, "environments", was, is, Description::environments);
        texts(changes, "repositories", was, is, Description::repositories);
        return changes;
    }

    private static void text(
            Changes changes,
            String field,
            @Nullable Description was,
            Description is,
            Function<Description, String> of) {
        changes.field(field, was == null ? null : of.apply(was), of.apply(is));
    }

    private static void texts(
            Changes changes,
            String field,
            @Nullable Description was,
            Description is,
            Function<Description, List<String>> of) {
        changes.field(field, was == null ? List.of() : of.apply(was), of.apply(is));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
