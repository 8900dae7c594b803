package plumbline.server.control;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Control;
import plumbline.catalog.ControlRef;
import plumbline.catalog.Duty;
import plumbline.catalog.ServiceModel;
import plumbline.server.estate.CloudService;
import plumbline.server.web.Strip;

/// The list of controls as its page shows it.
///
/// @param total how many there are without any filter
/// @param services those that the reader may see, by name
/// @param selected the one that the session is filtered by, or null for all
public record ControlList(
        List<ControlGroup> groups,
        int total,
        Map<ControlRef, Strip> strips,
        List<CloudService> services,
        @Nullable CloudService selected) {
    /// With more services than this a letter for each says nothing any more.
    private static final int MOST_LETTERS = 6;

    /// As many as a tooltip lists.
    private static final int MOST_NAMES = 6;

    public int shown() {
        return groups.stream().mapToInt(group -> group.rows().size()).sum();
    }

    public Strip strip(ControlRow row) {
        return Objects.requireNonNull(strips.get(row.control().ref()));
    }

    /// Who answers for a control by the usual split: for one service the four duties (`PPSP`), for
    /// some a letter each in their order (`P P C`), for many how many of each (`P 9 C 3`). Empty
    /// where the catalogue has no default.
    public String parties(ControlRow row) {
        if (selected != null) {
            return row.duties(ControlView.model(selected));
        }
        var letters = services.stream()
                .map(service -> row.control()
                        .responsibility(ControlView.model(service), Duty.OWNS)
                        .map(party -> party.name().substring(0, 1))
                        .orElse(""))
                .filter(letter -> !letter.isEmpty())
                .toList();
        if (letters.size() <= MOST_LETTERS) {
            return String.join(" ", letters);
        }
        return letters.stream()
                .collect(Collectors.groupingBy(letter -> letter, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    /// The same in words, a line for the services that have the same.
    public String partiesInWords(ControlRow row) {
        var words = new EnumMap<ServiceModel, String>(ServiceModel.class);
        var lines = services.stream()
                .filter(service -> selected == null || service.id() == selected.id())
                .collect(Collectors.groupingBy(
                        service -> words.computeIfAbsent(
                                ControlView.model(service), model -> inWords(model, row.control())),
                        LinkedHashMap::new,
                        Collectors.mapping(service -> service.description().name(), Collectors.toList())));
        lines.remove("");
        return lines.entrySet().stream()
                .map(line -> names(line.getValue()) + ": " + line.getKey())
                .collect(Collectors.joining("\n"));
    }

    private static String names(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES - 1)) + " and " + (names.size() - MOST_NAMES + 1)
                        + " more";
    }

    private static String inWords(ServiceModel model, Control control) {
        return Arrays.stream(Duty.values())
                .flatMap(duty -> control.responsibility(model, duty).stream()
                        .map(party -> party.name().toLowerCase(Locale.ROOT) + " "
                                + duty.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }
}
