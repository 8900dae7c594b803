package plumbline.server.estate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.identity.imports.ImportColumn;
import plumbline.server.identity.imports.ImportRow;
import plumbline.server.identity.imports.RowError;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.web.sheet.Sheet;

/// The columns of the register, as its export writes them and an import reads them.
final class ServiceColumns {
    private static final String OUR_ROLE = "our role";
    private static final String MODEL = "model";
    private static final String DATA_CLASS = "data class";
    private static final String ENVIRONMENTS = "environments";
    private static final String UPSTREAM = "upstream provider";
    private static final String REPOSITORIES = "repositories";
    private static final String SEVERAL = " Several: one a line, or with semicolons between.";

    static final List<ImportColumn> ALL = List.of(
            ImportColumn.optional("key", "Its readable id. Empty for a new one: it comes from the name.", "shop"),
            ImportColumn.needed("name", "What people call it: 1 to 120 characters, no two alike.", "Shop"),
            ImportColumn.optional("purpose", "What it is for.", "Sells spare parts"),
            ImportColumn.optional(OUR_ROLE, "Our side of it: provider, customer or both.", "provider"),
            ImportColumn.optional(MODEL, "Service model: iaas, paas or saas.", "saas"),
            ImportColumn.optional(
                    DATA_CLASS,
                    "The most sensitive data that it holds: public, internal, confidential or restricted.",
                    "confidential"),
            ImportColumn.optional(ENVIRONMENTS, "For example production." + SEVERAL, "production; staging"),
            ImportColumn.optional("owner", "Who answers for it: an e-mail address or a team.", "ida@example.com"),
            ImportColumn.optional(UPSTREAM, "Whose cloud it stands on.", "AWS"),
            ImportColumn.optional(REPOSITORIES, "What makes it." + SEVERAL, "https://git.example.com/shop"));

    /// Fields of a description whose column has another name.
    private static final Map<String, String> COLUMN_OF = Map.of("upstreamProvider", UPSTREAM);

    private ServiceColumns() {}

    /// The register as a sheet, which an import takes as it is.
    static Sheet sheet(List<CloudService> services) {
        var sheet = new Sheet("services", ALL.stream().map(ImportColumn::name).toList());
        for (var service : services) {
            var description = service.description();
            sheet.row(List.of(
                    service.key(),
                    description.name(),
                    description.purpose(),
                    word(description.ourRole()),
                    word(description.model()),
                    word(description.dataClass()),
                    joined(description.environments()),
                    description.owner(),
                    description.upstreamProvider(),
                    joined(description.repositories())));
        }
        return sheet;
    }

    /// What a row says of a service, or null where it cannot be taken.
    ///
    /// @param was what is said of it now, or null for a new one
    static @Nullable Description description(ImportRow row, @Nullable Description was, List<RowError> errors) {
        var ourRole = choice(row, OUR_ROLE, OurRole.class, was == null ? null : was.ourRole(), errors);
        var model = choice(row, MODEL, ServiceModel.class, was == null ? null : was.model(), errors);
        var dataClass = choice(row, DATA_CLASS, DataClass.class, was == null ? null : was.dataClass(), errors);
        if (ourRole == null || model == null || dataClass == null) {
            return null;
        }
        try {
            return new Description(
                    text(row, "name", was == null ? "" : was.name()),
                    text(row, "purpose", was == null ? "" : was.purpose()),
                    ourRole,
                    model,
                    dataClass,
                    items(row, ENVIRONMENTS, was == null ? List.of() : was.environments()),
                    text(row, "owner", was == null ? "" : was.owner()),
                    text(row, UPSTREAM, was == null ? "" : was.upstreamProvider()),
                    items(row, REPOSITORIES, was == null ? List.of() : was.repositories()));
        } catch (InvalidService e) {
            errors.add(new RowError(COLUMN_OF.getOrDefault(e.field(), e.field()), "This cell " + e.getMessage() + "."));
            return null;
        }
    }

    /// The fields before and after, in the words of the service's page.
    static List<HistoryEntry.FieldChange> changes(@Nullable Description was, Description is) {
        return HistoryEntry.changes(ServiceJson.changes(was, is).details());
    }

    private static <T extends Enum<T>> @Nullable T choice(
            ImportRow row, String column, Class<T> type, @Nullable T was, List<RowError> errors) {
        if (!row.has(column) && was != null) {
            return was;
        }
        var word = row.text(column).toLowerCase(Locale.ROOT);
        for (var value : type.getEnumConstants()) {
            if (word(value).equals(word)) {
                return value;
            }
        }
        var words =
                Arrays.stream(type.getEnumConstants()).map(ServiceColumns::word).collect(Collectors.joining(", "));
        errors.add(new RowError(column, "Write one of: " + words + "."));
        return null;
    }

    /// A text that differs in nothing but line ends and space around it is as it was.
    private static String text(ImportRow row, String column, String was) {
        if (!row.has(column)) {
            return was;
        }
        var typed = row.text(column);
        return lines(typed).equals(lines(was)) ? was : typed;
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    private static List<String> items(ImportRow row, String column, List<String> was) {
        if (!row.has(column)) {
            return was;
        }
        var typed = row.text(column);
        if (lines(typed).equals(lines(joined(was)))) {
            return was;
        }
        return Arrays.stream(typed.split(typed.contains("\n") || typed.contains("\r") ? "\\R" : ";", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /// One a line.
    private static String joined(List<String> items) {
        return String.join("\n", items);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
