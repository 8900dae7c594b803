package plumbline.server.estate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.web.Field;
import plumbline.server.web.Option;

/// What is typed into the form of a service, kept as typed until it can be taken.
///
/// @param version the version that the form was filled from, 0 for a new service
public record ServiceForm(
        @Nullable String name,
        @Nullable String purpose,
        @Nullable String ourRole,
        @Nullable String model,
        @Nullable String dataClass,
        @Nullable String environments,
        @Nullable String owner,
        @Nullable String upstreamProvider,
        @Nullable String repositories,
        @Nullable Integer version) {

    static final ServiceForm EMPTY = new ServiceForm("", "", "both", "saas", "internal", "", "", "", "", 0);

    static ServiceForm of(CloudService service) {
        var description = service.description();
        return new ServiceForm(
                description.name(),
                description.purpose(),
                word(description.ourRole()),
                word(description.model()),
                word(description.dataClass()),
                String.join("\n", description.environments()),
                description.owner(),
                description.upstreamProvider(),
                String.join("\n", description.repositories()),
                service.version());
    }

    /// The version that the form was filled from, 0 when it says none.
    int seenVersion() {
        return version == null ? 0 : version;
    }

    /// @throws InvalidService naming the field that cannot be taken
    Description description() {
        return new Description(
                text(name),
                text(purpose),
                choice("ourRole", OurRole.class, ourRole),
                choice("model", ServiceModel.class, model),
                choice("dataClass", DataClass.class, dataClass),
                lines(environments),
                text(owner).strip(),
                text(upstreamProvider).strip(),
                lines(repositories));
    }

    /// The fields as the page shows them, with the message beside the one that was refused.
    List<Field> fields(@Nullable InvalidService refused) {
        return List.of(
                field("name", "Name", name, refused).needed(),
                field("purpose", "What it is for", purpose, refused),
                field("ourRole", "Our role", ourRole, refused).needed(),
                field("model", "Service model", model, refused).needed(),
                field("dataClass", "Class of data", dataClass, refused)
                        .needed()
                        .hinted("The most sensitive data that it holds."),
                field("environments", "Environments", environments, refused)
                        .hinted("One a line, for example production."),
                field("owner", "Owner", owner, refused).hinted("Who answers for it: an e-mail address or a team."),
                field("upstreamProvider", "Upstream provider", upstreamProvider, refused)
                        .hinted("Whose cloud it stands on."),
                field("repositories", "Repositories", repositories, refused).hinted("One a line."));
    }

    public static List<Option> roles() {
        return List.of(
                new Option("provider", "Provider: we offer it to others"),
                new Option("customer", "Customer: we use it"),
                new Option("both", "Both: we offer it and stand on another's"));
    }

    public static List<Option> models() {
        return List.of(
                new Option("iaas", "IaaS: infrastructure"),
                new Option("paas", "PaaS: platform"),
                new Option("saas", "SaaS: software"));
    }

    public static List<Option> classes() {
        return List.of(
                new Option("public", "Public"),
                new Option("internal", "Internal"),
                new Option("confidential", "Confidential"),
                new Option("restricted", "Restricted"));
    }

    private static Field field(String name, String label, @Nullable String value, @Nullable InvalidService refused) {
        var field = Field.of(name, label, text(value));
        return refused != null && refused.field().equals(name)
                ? field.refused(label + " " + refused.getMessage())
                : field;
    }

    private static <T extends Enum<T>> T choice(String field, Class<T> type, @Nullable String word) {
        for (var value : type.getEnumConstants()) {
            if (word(value).equals(word)) {
                return value;
            }
        }
        throw new InvalidService(field, "must be one of the choices");
    }

    private static List<String> lines(@Nullable String text) {
        return Arrays.stream(text(text).split("\\R", -1)).toList();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
