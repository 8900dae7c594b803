package plumbline.server.identity.external;

import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.external.ExternalLink.Recipient;
import plumbline.server.web.Field;

/// What every form that makes a link asks for; what was left out is empty.
///
/// @param days how long it works
/// @param uses how often, empty for no limit
public record LinkForm(
        @Nullable String name,
        @Nullable String organisation,
        @Nullable String email,
        @Nullable String days,
        @Nullable String uses) {
    private static final String PROPOSED_DAYS = "14";

    /// A form not filled in yet.
    public static LinkForm blank(LinkPurpose purpose) {
        return new LinkForm(
                "",
                "",
                "",
                PROPOSED_DAYS,
                purpose.uses() == null ? "" : purpose.uses().toString());
    }

    /// A form for a link like one that was made before.
    public static LinkForm like(ExternalLink link) {
        var recipient = link.recipient();
        var allowed = link.uses().allowed();
        return new LinkForm(
                recipient.name(),
                recipient.organisation(),
                recipient.email(),
                PROPOSED_DAYS,
                allowed == null ? "" : allowed.toString());
    }

    /// What it asks for.
    ///
    /// @throws InvalidLink when it cannot be
    public LinkTerms terms() {
        return LinkTerms.of(
                new Recipient(text(name), text(organisation), text(email)),
                number("days", text(days)),
                number("uses", text(uses)));
    }

    /// Name, organisation, e-mail, days, uses.
    public List<Field> fields(@Nullable InvalidLink refused) {
        return List.of(
                field("name", "For", text(name), refused)
                        .needed()
                        .hinted("The person. What comes by the link bears this name."),
                field("organisation", "Organisation", text(organisation), refused)
                        .needed(),
                field("email", "E-mail", text(email), refused)
                        .needed()
                        .hinted("Where you send the link yourself; Plumbline sends nothing there."),
                field("days", "Works for days", text(days), refused)
                        .needed()
                        .hinted("1 to " + LinkTerms.LONGEST_DAYS + "."),
                field("uses", "Uses", text(uses), refused)
                        .hinted("Empty: as often as one likes. Opening it is no use."));
    }

    /// A field with what is wrong with it, if that is what was refused.
    public static Field field(String name, String label, String value, @Nullable InvalidLink refused) {
        var field = Field.of(name, label, value);
        return refused != null && refused.field().equals(name) ? field.refused(refused.rule()) : field;
    }

    private static @Nullable Integer number(String field, String typed) {
        try {
            return typed.isBlank() ? null : Integer.valueOf(typed.strip());
        } catch (NumberFormatException notOne) {
            throw new InvalidLink(field, "must be a number");
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
