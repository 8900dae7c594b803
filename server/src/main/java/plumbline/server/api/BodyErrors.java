package plumbline.server.api;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Says where in a JSON body something is wrong, and no more: never a class name, never the body back.
final class BodyErrors {
    private BodyErrors() {}

    static Problem of(HttpMessageNotReadableException failure) {
        return switch (failure.getCause()) {
            case DatabindException wrong ->
                Problem.of(ProblemType.INVALID, "A member of the body is not valid.")
                        .error(pointer(wrong), reason(wrong));
            case JacksonException broken ->
                Problem.of(ProblemType.MALFORMED, "The body is not JSON that can be read" + place(broken) + ".");
            case null, default -> Problem.of(ProblemType.MALFORMED, "The body could not be read.");
        };
    }

    private static String place(JacksonException broken) {
        var location = broken.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String pointer(JacksonException wrong) {
        var pointer = new StringBuilder();
        for (var step : wrong.getPath()) {
            var name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? step.getIndex()
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    /// A record's own constructor says in its message what must be; other causes speak of classes.
    private static String reason(Throwable wrong) {
        for (var cause = wrong.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException refused && refused.getMessage() != null) {
                return refused.getMessage();
            }
        }
        return switch (wrong) {
            case UnrecognizedPropertyException _ -> "is not a member that is known here";
            case MismatchedInputException mismatched -> expected(mismatched.getTargetType());
            default -> "is missing or of the wrong kind";
        };
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == Instant.class) {
            return "must be a time such as \"2026-11-01T00:00:00Z\"";
        }
        if (type == LocalDate.class) {
            return "must be a day such as \"2026-11-01\"";
        }
        if (type == String.class) {
            return "must be text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "must be a whole number";
        }
        return "is missing or of the wrong kind";
    }
}
