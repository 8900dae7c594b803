package plumbline.server.web;

import org.jspecify.annotations.Nullable;

/// A form field as it comes back: what was typed stays, what is wrong stands beside it.
public record Field(String name, String label, String value, String hint, String error, boolean required) {

    public static Field of(String name, String label, String value) {
        return new Field(name, label, value, "", "", false);
    }

    public Field hinted(String text) {
        return new Field(name, label, value, text, error, required);
    }

    /// With the message of what is wrong; blank if nothing is.
    public Field refused(String message) {
        return new Field(name, label, value, hint, message, required);
    }

    public Field needed() {
        return new Field(name, label, value, hint, error, true);
    }

    public String id() {
        return "field-" + name;
    }

    public boolean wrong() {
        return !error.isBlank();
    }

    /// What is wrong, named for a list of all that is.
    public String complaint() {
        return error.startsWith(label + " ") ? error : label + ": " + error;
    }

    /// The ids of the texts that belong to the control, for screen readers; null if there are none.
    public @Nullable String describedBy() {
        var ids = ((hint.isBlank() ? "" : id() + "-hint ") + (wrong() ? id() + "-error" : "")).strip();
        return ids.isEmpty() ? null : ids;
    }
}
