package plumbline.server.notice.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What somebody wants an endpoint to be.
///
/// @param events patterns of event names, such as `account.*`
record EndpointForm(String name, String address, List<String> events) {
    private static final Pattern EVENT = Pattern.compile("\\*|[a-z0-9-]+(\\.[a-z0-9-]+)*(\\.\\*)?");
    private static final int MOST_EVENTS = 50;

    EndpointForm {
        name = name.strip();
        address = address.strip();
        events = events.stream()
                .map(String::strip)
                .filter(event -> !event.isEmpty())
                .distinct()
                .toList();
    }

    /// As typed: one pattern a line, or with commas.
    static EndpointForm of(@Nullable String name, @Nullable String address, @Nullable String events) {
        return new EndpointForm(
                name == null ? "" : name,
                address == null ? "" : address,
                Arrays.asList((events == null ? "" : events).split("[\\s,]+", -1)));
    }

    /// Why it cannot be, and beside which field.
    record Complaint(String field, String why) {}

    /// All that is wrong with it, at most one complaint a field.
    List<Complaint> complaints() {
        return Stream.of(ofName(), ofAddress(), ofEvents())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Complaint> ofName() {
        return name.isEmpty() || name.length() > 60
                ? Optional.of(new Complaint("name", "Use 1 to 60 characters."))
                : Optional.empty();
    }

    private Optional<Complaint> ofAddress() {
        return address.isEmpty() || address.length() > 2_000
                ? Optional.of(new Complaint(
                        "address", "Write the address that is called, such as https://example.com/plumbline."))
                : Optional.empty();
    }

    private Optional<Complaint> ofEvents() {
        if (events.isEmpty() || events.size() > MOST_EVENTS) {
            return Optional.of(new Complaint("events", "Write 1 to " + MOST_EVENTS + " names; * stands for all."));
        }
        return events.stream()
                .filter(event -> event.length() > 80 || !EVENT.matcher(event).matches())
                .findFirst()
                .map(event -> new Complaint("events", event + " is no name such as service.created, account.* or *."));
    }

    String eventLines() {
        return String.join("\n", events);
    }
}
