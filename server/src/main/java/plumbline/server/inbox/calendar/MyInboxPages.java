package plumbline.server.inbox.calendar;

import gg.jte.models.runtime.JteModel;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.inbox.reminder.Digests;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, my inbox: how often I get a digest, and the address of my calendar.
@Controller
final class MyInboxPages {
    private final Digests digests;
    private final Calendars calendars;
    private final Templates templates;

    MyInboxPages(Digests digests, Calendars calendars, Templates templates) {
        this.digests = digests;
        this.calendars = calendars;
        this.templates = templates;
    }

    @Requires(Permission.ACCOUNT_OWN)
    @GetMapping("/settings/inbox")
    JteModel show(Shell shell, Principal principal) {
        return page(shell, principal, "", "");
    }

    @Requires(Permission.ACCOUNT_OWN)
    @PostMapping("/settings/inbox/digest")
    Reply choose(Shell shell, Principal principal, @RequestParam(defaultValue = "") String digest) {
        return digests.choose(principal, digest).isPresent()
                ? Reply.to("/settings/inbox", Flash.done("Chosen."))
                : Reply.page(422, page(shell, principal, "", "Choose one of the list."));
    }

    @Requires(Permission.ACCOUNT_OWN)
    @PostMapping("/settings/inbox/calendar")
    Reply make(Shell shell, Principal principal) {
        return Reply.page(page(shell, principal, calendars.make(principal), ""));
    }

    @Requires(Permission.ACCOUNT_OWN)
    @PostMapping("/settings/inbox/calendar/end")
    Reply end(Principal principal) {
        calendars.end(principal);
        return Reply.to("/settings/inbox", Flash.done("The address works no longer."));
    }

    /// @param address shown this once, or empty
    private JteModel page(Shell shell, Principal principal, String address, String refused) {
        var digest = Field.of("digest", "How often", digests.choice(principal))
                .needed()
                .hinted("What is overdue or due soon, in the morning (UTC). Nothing is sent when there is nothing.")
                .refused(refused);
        return templates.calendarMine(
                shell.titled("My inbox"),
                digest,
                Digests.options(),
                digests.last(principal).orElse(null),
                calendars.find(principal).orElse(null),
                address);
    }
}
