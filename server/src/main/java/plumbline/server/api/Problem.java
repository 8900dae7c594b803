package plumbline.server.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Why a request was refused, as RFC 9457 has it.
///
/// @param detail what went wrong this time, for people
/// @param errors what is wrong where in the request
/// @param extensions further members for programs, for example `missing`
/// @param headers further headers of the answer, for example `Retry-After`
public record Problem(
        ProblemType type,
        String detail,
        List<FieldError> errors,
        Map<String, Object> extensions,
        Map<String, String> headers) {

    public Problem {
        errors = List.copyOf(errors);
        extensions = Map.copyOf(extensions);
        headers = Map.copyOf(headers);
    }

    /// One thing that is wrong in the request.
    ///
    /// @param pointer JSON pointer into the body (`/name`), empty for the whole of it; `?limit` for a parameter
    public record FieldError(String pointer, String detail) {}

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of(), Map.of());
    }

    public static Problem notFound(String what) {
        return of(ProblemType.NOT_FOUND, what);
    }

    public static Problem conflict(String why) {
        return of(ProblemType.CONFLICT, why);
    }

    /// One thing wrong in the body.
    public static Problem invalid(String pointer, String why) {
        return of(ProblemType.INVALID, why).error(pointer, why);
    }

    public Problem error(String pointer, String why) {
        var more = new ArrayList<>(errors);
        more.add(new FieldError(pointer, why));
        return new Problem(type, detail, more, extensions, headers);
    }

    /// With a further member for programs.
    public Problem with(String name, Object value) {
        var more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new Problem(type, detail, errors, more, headers);
    }

    /// With the time after which another attempt makes sense.
    public Problem retryAfter(Duration wait) {
        return header("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
    }

    Problem header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail, errors, extensions, more);
    }

    /// To be thrown.
    public ProblemException exception() {
        return new ProblemException(this);
    }
}
