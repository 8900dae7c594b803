package plumbline.server.notice;

import gg.jte.models.runtime.JteModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.Cursor;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Filter;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Pager;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, deliveries: what became of telling everybody.
@Controller
final class DeliveryPages {
    private static final int PAGE = 50;
    private static final String LIST = "notice deliveries";
    private static final String HOME = "/settings/deliveries";
    private static final List<Option> STATES = Stream.concat(
                    Stream.of(new Option("", "Any state")),
                    Arrays.stream(DeliveryState.values()).map(state -> new Option(state.word(), state.word())))
            .toList();
    private static final List<Option> WAYS = Stream.concat(
                    Stream.of(new Option("", "Every way")),
                    Arrays.stream(Way.values()).map(way -> new Option(way.word(), way.word())))
            .toList();

    private final Deliveries deliveries;
    private final Preferences preferences;
    private final Templates templates;

    DeliveryPages(Deliveries deliveries, Preferences preferences, Templates templates) {
        this.deliveries = deliveries;
        this.preferences = preferences;
        this.templates = templates;
    }

    @GetMapping(HOME)
    @Requires(Permission.NOTICE_MANAGE)
    JteModel list(Shell shell) {
        var address = shell.address();
        var state = DeliveryState.find(address.first("state")).orElse(null);
        var way = Way.find(address.first("way")).orElse(null);
        var after = Cursor.parse(address.first("after"), LIST, 1);
        var rows = deliveries.list(state, way, after == null ? Long.MAX_VALUE : after.id(0), PAGE + 1);
        boolean more = rows.size() > PAGE;
        var shown = more ? rows.subList(0, PAGE) : rows;
        var pager = new Pager(
                address,
                shown.size(),
                null,
                more ? Cursor.of(shown.getLast().id()).text(LIST) : null);
        var filter = Filter.of(address).select("way", "Way", WAYS).select("state", "State", STATES);
        return templates.noticeDeliveries(shell.titled("Deliveries"), filter, pager, shown, preferences::words);
    }

    @PostMapping(HOME + "/{id}/again")
    @Requires(Permission.NOTICE_MANAGE)
    Reply again(Principal principal, @PathVariable long id) {
        return deliveries.again(principal.actor(), id)
                ? Reply.to(HOME, Flash.done("It is tried again."))
                : Reply.to(HOME, Flash.failed("There is no such failed delivery."));
    }
}
