package plumbline.server.notice.webhook;

import gg.jte.models.runtime.JteModel;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.Cursor;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.notice.webhook.WebhookDelivery.Status;
import plumbline.server.templates.Templates;
import plumbline.server.web.Filter;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Pager;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, webhooks: who is told, and the log of telling them.
@Controller
final class WebhookPages {
    private static final int PAGE = 50;
    private static final String LIST = "deliveries";
    private static final String HOME = "/settings/webhooks";

    private static final List<Option> STATES = List.of(
            new Option("", "Any state"),
            new Option("failed", "Failed"),
            new Option("waiting", "Waiting"),
            new Option("delivered", "Delivered"),
            new Option("stopped", "Stopped"));

    private final Webhooks webhooks;
    private final EndpointOwners owners;
    private final Templates templates;

    WebhookPages(Webhooks webhooks, EndpointOwners owners, Templates templates) {
        this.webhooks = webhooks;
        this.owners = owners;
        this.templates = templates;
    }

    @GetMapping(HOME)
    @Requires(Permission.NOTICE_MANAGE)
    JteModel list(Shell shell, Principal principal) {
        return list(shell, principal, WebhookFields.of(EndpointForm.of("", "", "*"), List.of()));
    }

    private JteModel list(Shell shell, Principal principal, WebhookFields fields) {
        var views = owners.views(principal, webhooks.all());
        return templates.noticeWebhooks(shell.titled("Webhooks"), views, fields, Webhooks.reads(principal));
    }

    @PostMapping(HOME)
    @Requires(Permission.NOTICE_MANAGE)
    Reply create(Shell shell, Principal principal, Typed typed) {
        var form = typed.form();
        return switch (webhooks.transactions().get(tx -> webhooks.create(tx, principal, form))) {
            case Webhooks.Changed.WithSecret made -> secret(shell, made);
            case Webhooks.Changed.Invalid(var wrong) ->
                Reply.page(422, list(shell, principal, WebhookFields.of(form, wrong)));
            case Webhooks.Changed.Done done ->
                Reply.to(HOME + "/" + done.endpoint().id());
            case Webhooks.Changed.Stale() -> Reply.to(HOME);
        };
    }

    private Reply secret(Shell shell, Webhooks.Changed.WithSecret made) {
        return Reply.page(templates.noticeWebhookSecret(
                shell.titled("The secret of " + made.endpoint().name()), made.endpoint(), made.secret()));
    }

    @GetMapping(HOME + "/{id}")
    @Requires(Permission.NOTICE_MANAGE)
    JteModel show(Shell shell, Principal principal, @PathVariable long id) {
        var endpoint = endpoint(id);
        var view = owners.views(principal, List.of(endpoint)).getFirst();
        var status = Status.find(shell.address().first("state")).orElse(null);
        var after = Cursor.parse(shell.address().first("after"), LIST, 1);
        var asked = new LogStore.LogFilter(
                id, status, shell.address().first("q"), after == null ? Long.MAX_VALUE : after.id(0));
        var rows = view.reads() ? webhooks.deliveries(asked, PAGE + 1) : List.<WebhookDelivery>of();
        boolean more = rows.size() > PAGE;
        var shown = more ? rows.subList(0, PAGE) : rows;
        var pager = new Pager(
                shell.address(),
                shown.size(),
                null,
                more ? Cursor.of(shown.getLast().id()).text(LIST) : null);
        var filter = Filter.of(shell.address()).select("state", "State", STATES);
        return templates.noticeWebhook(shell.titled(endpoint.name()), view, filter, pager, shown);
    }

    @GetMapping(HOME + "/{id}/deliveries/{delivery}")
    @Requires(Permission.NOTICE_MANAGE)
    JteModel delivery(Shell shell, Principal principal, @PathVariable long id, @PathVariable long delivery) {
        Webhooks.requireReader(principal);
        var endpoint = endpoint(id);
        var found = webhooks.delivery(id, delivery)
                .orElseThrow(
                        () -> Problem.notFound("There is no such delivery.").exception());
        return templates.noticeWebhookDelivery(shell.titled(found.type()), endpoint, found);
    }

    @GetMapping(HOME + "/{id}/change")
    @Requires(Permission.NOTICE_MANAGE)
    JteModel form(Shell shell, Principal principal, @PathVariable long id) {
        Webhooks.requireReader(principal);
        var endpoint = endpoint(id);
        var form = new EndpointForm(endpoint.name(), endpoint.address(), endpoint.events());
        return form(shell, endpoint, WebhookFields.of(form, List.of()));
    }

    private JteModel form(Shell shell, Endpoint endpoint, WebhookFields fields) {
        return templates.noticeWebhookForm(shell.titled("Change " + endpoint.name()), endpoint, fields);
    }

    @PostMapping(HOME + "/{id}/change")
    @Requires(Permission.NOTICE_MANAGE)
    Reply change(Shell shell, Principal principal, @PathVariable long id, Typed typed) {
        var endpoint = endpoint(id);
        var form = typed.form();
        return switch (webhooks.transactions().get(tx -> webhooks.change(tx, principal, endpoint, form))) {
            case Webhooks.Changed.Done _ -> Reply.to(HOME + "/" + id, Flash.done("The webhook is changed."));
            case Webhooks.Changed.WithSecret made -> secret(shell, made);
            case Webhooks.Changed.Invalid(var wrong) ->
                Reply.page(422, form(shell, endpoint, WebhookFields.of(form, wrong)));
            case Webhooks.Changed.Stale() -> changedMeanwhile(id);
        };
    }

    @PostMapping(HOME + "/{id}/secret")
    @Requires(Permission.NOTICE_MANAGE)
    Reply rotate(Shell shell, Principal principal, @PathVariable long id) {
        var endpoint = endpoint(id);
        return switch (webhooks.transactions().get(tx -> webhooks.rotate(tx, principal.actor(), endpoint))) {
            case Webhooks.Changed.WithSecret made -> secret(shell, made);
            case Webhooks.Changed.Done _, Webhooks.Changed.Invalid _, Webhooks.Changed.Stale _ -> changedMeanwhile(id);
        };
    }

    private static Reply changedMeanwhile(long id) {
        return Reply.to(
                HOME + "/" + id, Flash.failed("Somebody else changed the webhook meanwhile; nothing was done."));
    }

    @PostMapping(HOME + "/{id}/enable")
    @Requires(Permission.NOTICE_MANAGE)
    Reply enable(Principal principal, @PathVariable long id, @RequestParam(defaultValue = "true") boolean enabled) {
        webhooks.enable(principal, endpoint(id), enabled);
        return Reply.to(HOME + "/" + id, Flash.done(enabled ? "The webhook is enabled." : "The webhook is disabled."));
    }

    @GetMapping(HOME + "/{id}/delete")
    @Requires(Permission.NOTICE_MANAGE)
    JteModel confirmDeletion(Shell shell, @PathVariable long id) {
        return templates.webConfirm(
                shell.titled("Delete a webhook"),
                "Delete the webhook " + endpoint(id).name() + "?",
                "Its secret is forgotten, and what waits for it is stopped. The journal keeps that it was there.",
                HOME + "/" + id + "/delete",
                "Delete it",
                HOME + "/" + id,
                null);
    }

    @PostMapping(HOME + "/{id}/delete")
    @Requires(Permission.NOTICE_MANAGE)
    Reply delete(Principal principal, @PathVariable long id) {
        webhooks.delete(principal.actor(), endpoint(id));
        return Reply.to(HOME, Flash.done("The webhook is deleted."));
    }

    @PostMapping(HOME + "/{id}/test")
    @Requires(Permission.NOTICE_MANAGE)
    Reply test(Principal principal, @PathVariable long id) {
        var endpoint = endpoint(id);
        if (!endpoint.enabled()) {
            return disabled(id);
        }
        long delivery = webhooks.transactions().get(tx -> webhooks.test(tx, principal.actor(), endpoint));
        var log = Webhooks.reads(principal) ? "/deliveries/" + delivery : "";
        return Reply.to(HOME + "/" + id + log, Flash.done("The test is on its way."));
    }

    @PostMapping(HOME + "/{id}/deliveries/{delivery}/replay")
    @Requires(Permission.NOTICE_MANAGE)
    Reply replay(Principal principal, @PathVariable long id, @PathVariable long delivery) {
        var endpoint = endpoint(id);
        if (!endpoint.enabled()) {
            return disabled(id);
        }
        webhooks.transactions().run(tx -> webhooks.replay(tx, principal, endpoint, delivery));
        return Reply.to(HOME + "/" + id + "/deliveries/" + delivery, Flash.done("It is sent again."));
    }

    @PostMapping(HOME + "/{id}/replay")
    @Requires(Permission.NOTICE_MANAGE)
    Reply replaySince(Principal principal, @PathVariable long id, @RequestParam(defaultValue = "") String since) {
        var endpoint = endpoint(id);
        var from = time(since);
        if (!endpoint.enabled()) {
            return disabled(id);
        }
        if (from.isEmpty()) {
            return Reply.to(HOME + "/" + id, Flash.failed("Give a day and time in UTC from which to send again."));
        }
        int count = webhooks.transactions().get(tx -> webhooks.replaySince(tx, principal, endpoint, from.get()));
        return Reply.to(HOME + "/" + id, Flash.done(count + " deliveries are sent again."));
    }

    private static Reply disabled(long id) {
        return Reply.to(HOME + "/" + id, Flash.failed("The webhook is disabled: enable it first."));
    }

    /// As browsers send a day and time, here in UTC.
    private static Optional<Instant> time(String typed) {
        try {
            return Optional.of(LocalDateTime.parse(typed.strip()).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Endpoint endpoint(long id) {
        return webhooks.find(id)
                .orElseThrow(() -> Problem.notFound("There is no such webhook.").exception());
    }

    /// What the form sends.
    record Typed(
            @Nullable String name,
            @Nullable String address,
            @Nullable String events) {
        EndpointForm form() {
            return EndpointForm.of(name, address, events);
        }
    }
}
