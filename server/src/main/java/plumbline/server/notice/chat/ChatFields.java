package plumbline.server.notice.chat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.web.Field;

/// The fields of a channel's form.
///
/// @param kinds the names of those that are chosen
/// @param wrongKinds what is wrong with the choice, or empty
public record ChatFields(
        Field name, Field program, Field address, Field urgentOnly, Set<String> kinds, String wrongKinds) {

    public ChatFields {
        kinds = Set.copyOf(kinds);
    }

    static ChatFields of(ChatForm form, ChatForm.@Nullable Complaint wrong, boolean isNew) {
        var address = field("address", "Address of its webhook", "", wrong)
                .hinted(
                        isNew
                                ? "A secret: it is kept sealed and not shown again."
                                : "Leave it empty to keep the one that is there.");
        return new ChatFields(
                field("name", "Name", form.name(), wrong).needed(),
                field("program", "Program", form.program(), wrong).needed(),
                isNew ? address.needed() : address,
                Field.of("urgentOnly", "Only what is urgent", Boolean.toString(form.urgentOnly())),
                form.kinds(),
                wrong != null && wrong.field().equals("kinds") ? wrong.why() : "");
    }

    private static Field field(String name, String label, String value, ChatForm.@Nullable Complaint wrong) {
        var field = Field.of(name, label, value);
        return wrong != null && wrong.field().equals(name) ? field.refused(wrong.why()) : field;
    }
}
