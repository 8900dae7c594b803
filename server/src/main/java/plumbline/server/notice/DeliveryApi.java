package plumbline.server.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// What became of notices, as JSON.
@RestController
@RequestMapping("/api/v1/notice-deliveries")
final class DeliveryApi {
    private final Deliveries deliveries;

    DeliveryApi(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /// How one recipient was told by one way; not what.
    ///
    /// @param way `in-app`, `e-mail` or `chat`
    /// @param to the person's name, or the chat's
    /// @param state `waiting`, `sent`, `read`, `failed` or `suppressed`
    /// @param reason why it is as it is, where that needs saying
    /// @param dueAt when it is tried next; null unless it waits
    record NoticeDelivery(
            long id,
            String kind,
            String way,
            @Nullable String to,
            String state,
            String reason,
            int tries,
            @Nullable Instant dueAt,
            Instant changedAt) {}

    /// Deliveries of notices, newest first.
    @GetMapping
    @Requires(Permission.NOTICE_MANAGE)
    Page<NoticeDelivery> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String way,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var asked = state == null
                ? null
                : DeliveryState.find(state)
                        .orElseThrow(
                                () -> Problem.invalid("?state", "must be waiting, sent, read, failed or suppressed")
                                        .exception());
        var by = way == null
                ? null
                : Way.find(way)
                        .orElseThrow(() -> Problem.invalid("?way", "must be in-app, e-mail or chat")
                                .exception());
        int most = Page.limit(limit);
        var list = "notice deliveries " + state + " " + way;
        var after = Cursor.parse(cursor, list, 1);
        var rows = deliveries.list(asked, by, after == null ? Long.MAX_VALUE : after.id(0), most + 1);
        return Page.of(rows, most, list, delivery -> Cursor.of(delivery.id())).map(DeliveryApi::body);
    }

    /// Tries a failed delivery again.
    @PostMapping("/{id}/again")
    @Requires(Permission.NOTICE_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void again(Principal principal, @PathVariable long id) {
        if (!deliveries.again(principal.actor(), id)) {
            throw Problem.notFound("There is no such failed delivery.").exception();
        }
    }

    private static NoticeDelivery body(Delivery delivery) {
        return new NoticeDelivery(
                delivery.id(),
                delivery.kind(),
                delivery.way().word(),
                delivery.to(),
                delivery.state().word(),
                delivery.reason(),
                delivery.tries(),
                delivery.state() == DeliveryState.WAITING ? delivery.dueAt() : null,
                delivery.changedAt());
    }
}
