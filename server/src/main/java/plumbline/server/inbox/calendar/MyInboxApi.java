package plumbline.server.inbox.calendar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.inbox.reminder.Digests;

/// One's own digest and calendar as JSON.
@RestController
@RequestMapping("/api/v1/me")
final class MyInboxApi {
    private final Digests digests;
    private final Calendars calendars;
    private final Idempotency idempotency;

    MyInboxApi(Digests digests, Calendars calendars, Idempotency idempotency) {
        this.digests = digests;
        this.calendars = calendars;
        this.idempotency = idempotency;
    }

    /// How often one gets a digest.
    ///
    /// @param every `never`, `daily` or `weekly`
    record DigestChoice(String every) {}

    /// How often one gets a digest, and what the last one said.
    ///
    /// @param every `never`, `daily` or `weekly`
    record DigestBody(
            String every,
            @Nullable Instant lastAt,
            @Nullable String lastSubject,
            @Nullable String lastText) {}

    /// The address of one's calendar.
    ///
    /// @param address shown this once; null when the request is repeated, and later
    record CalendarAddress(
            @Nullable String address,
            @Nullable Instant createdAt,
            @Nullable Instant usedAt) {}

    /// How often one gets a digest, and what the last one said.
    @Requires(Permission.ACCOUNT_OWN)
    @GetMapping("/digest")
    DigestBody digest(Principal principal) {
        var last = digests.last(principal).orElse(null);
        return new DigestBody(
                digests.choice(principal),
                last == null ? null : last.at(),
                last == null ? null : last.subject(),
                last == null ? null : last.text());
    }

    /// Chooses how often one gets a digest.
    @Requires(Permission.ACCOUNT_OWN)
    @PutMapping("/digest")
    DigestChoice chooseDigest(Principal principal, @RequestBody DigestChoice body) {
        return digests.choose(principal, body.every() == null ? "" : body.every())
                .map(DigestChoice::new)
                .orElseThrow(() -> Problem.invalid("/every", "must be never, daily or weekly")
                        .exception());
    }

    /// Whether there is an address of one's calendar, and when it was read last.
    @Requires(Permission.ACCOUNT_OWN)
    @GetMapping("/calendar")
    CalendarAddress calendar(Principal principal) {
        return calendars
                .find(principal)
                .map(link -> new CalendarAddress(null, link.createdAt(), link.usedAt()))
                .orElseThrow(() -> Problem.notFound("There is no address of your calendar.")
                        .exception());
    }

    /// Makes an address of one's calendar; an earlier one stops working.
    @Requires(Permission.ACCOUNT_OWN)
    @PostMapping("/calendar")
    ResponseEntity<CalendarAddress> makeCalendar(
            Principal principal, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST /api/v1/me/calendar", "");
        return idempotency.once(asked, CalendarAddress.class, tx -> {
            var address = calendars.make(tx, principal);
            return Idempotency.Done.created("/api/v1/me/calendar", new CalendarAddress(address, null, null))
                    .keeping(new CalendarAddress(null, null, null));
        });
    }

    /// Ends the address of one's calendar.
    @Requires(Permission.ACCOUNT_OWN)
    @DeleteMapping("/calendar")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endCalendar(Principal principal) {
        if (!calendars.end(principal)) {
            throw Problem.notFound("There is no address of your calendar.").exception();
        }
    }
}
