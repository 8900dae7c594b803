package plumbline.server.notice.chat;

import java.util.Optional;
import java.util.Set;

/// What somebody wants a channel to be.
///
/// @param address of its webhook; empty keeps the one that is there
public record ChatForm(String name, String program, String address, Set<String> kinds, boolean urgentOnly) {
    public ChatForm {
        name = name == null ? "" : name.strip();
        program = program == null ? "" : program;
        address = address == null ? "" : address.strip();
        kinds = kinds == null ? Set.of() : Set.copyOf(kinds);
    }

    @Override
    public String toString() {
        return "ChatForm[" + name + "]";
    }

    /// Why it cannot be, and beside which field.
    public record Complaint(String field, String why) {}

    Optional<Complaint> complaint(boolean isNew) {
        if (name.isEmpty() || name.length() > 60) {
            return Optional.of(new Complaint("name", "Use 1 to 60 characters."));
        }
        if (isNew && ChatProgram.find(program).isEmpty()) {
            return Optional.of(new Complaint("program", "Choose Slack or Teams."));
        }
        if (isNew && address.isEmpty()) {
            return Optional.of(new Complaint("address", "Paste the address of the webhook."));
        }
        if (kinds.isEmpty()) {
            return Optional.of(new Complaint("kinds", "Choose at least one kind."));
        }
        return Optional.empty();
    }
}
