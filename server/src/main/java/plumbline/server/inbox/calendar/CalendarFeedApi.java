package plumbline.server.inbox.calendar;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.OpenToAll;
import plumbline.server.platform.RateLimit;

/// The address that calendar programs read, which send no session and no token but the secret in it.
@RestController
final class CalendarFeedApi {
    /// The secret is a parameter, because paths are logged and parameters are not.
    static final String ADDRESS = "/calendar.ics";

    private static final int LENGTH = 43;
    private static final RateLimit.Rule BY_ADDRESS =
            new RateLimit.Rule("calendar address", 120, Duration.ofMinutes(10));

    private final Calendars calendars;
    private final RateLimit limit;

    CalendarFeedApi(Calendars calendars, RateLimit limit) {
        this.calendars = calendars;
        this.limit = limit;
    }

    @OpenToAll("The secret in the address is the proof, and good for nothing else")
    @GetMapping(path = ADDRESS, produces = "text/calendar")
    ResponseEntity<byte[]> read(HttpServletRequest request, @RequestParam(defaultValue = "") String token) {
        var wait = limit.attemptFrom(BY_ADDRESS, request.getRemoteAddr());
        if (wait.isPositive()) {
            throw Problem.of(ProblemType.TOO_MANY_REQUESTS, "Try again later.")
                    .retryAfter(wait)
                    .exception();
        }
        var calendar = token.length() == LENGTH ? calendars.read(token) : Optional.<byte[]>empty();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/calendar;charset=UTF-8"))
                .cacheControl(CacheControl.noStore())
                .header("X-Robots-Tag", "noindex")
                .body(calendar.orElseThrow(() -> Problem.notFound("There is no such calendar, or it was ended.")
                        .exception()));
    }
}
