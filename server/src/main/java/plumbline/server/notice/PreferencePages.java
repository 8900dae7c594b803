package plumbline.server.notice;

import gg.jte.models.runtime.JteModel;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.notice.Preferences.Choice;
import plumbline.server.notice.Preferences.Chosen;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, notices: what one wants to be told, how and when.
@Controller
final class PreferencePages {
    private static final String HOME = "/settings/notices";
    private static final List<Option> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.equals("UTC")
                    || zone.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
            .sorted()
            .map(zone -> new Option(zone, zone.replace('_', ' ')))
            .toList();

    private final Preferences preferences;
    private final Templates templates;

    PreferencePages(Preferences preferences, Templates templates) {
        this.preferences = preferences;
        this.templates = templates;
    }

    @GetMapping(HOME)
    @Requires(Permission.ACCOUNT_OWN)
    JteModel show(Shell shell, Principal principal) {
        var chosen = preferences.of(principal.id());
        var quiet = chosen.quiet();
        var typed = quiet == null
                ? new Typed(Set.of(), Set.of(), "", "", "UTC")
                : new Typed(
                        Set.of(),
                        Set.of(),
                        quiet.begins().toString(),
                        quiet.ends().toString(),
                        quiet.zone().getId());
        return page(shell, chosen, typed, "");
    }

    @PostMapping(HOME)
    @Requires(Permission.ACCOUNT_OWN)
    Reply save(Shell shell, Principal principal, Typed typed) {
        var choices = preferences.kinds().stream()
                .map(kind -> new Choice(
                        kind,
                        kind.compulsory() || typed.inApp().contains(kind.name()),
                        kind.compulsory() || typed.byMail().contains(kind.name())))
                .toList();
        if (typed.begins().isEmpty() && typed.ends().isEmpty()) {
            preferences.keep(principal.id(), new Chosen(choices, null));
            return saved();
        }
        var quiet = QuietHours.parse(typed.begins(), typed.ends(), typed.zone());
        if (quiet.isEmpty()) {
            var why = "Give two different times such as 22:00 and 07:00, or leave both empty.";
            return Reply.page(422, page(shell, new Chosen(choices, null), typed, why));
        }
        preferences.keep(principal.id(), new Chosen(choices, quiet.get()));
        return saved();
    }

    private static Reply saved() {
        return Reply.to(HOME, Flash.done("Saved."));
    }

    private JteModel page(Shell shell, Chosen chosen, Typed typed, String wrong) {
        return templates.noticePreferences(
                shell.titled("Notices"),
                chosen,
                Field.of("begins", "From", typed.begins()).refused(wrong),
                Field.of("ends", "To", typed.ends()),
                Field.of("zone", "Where clocks show the time of", typed.zone()),
                ZONES);
    }

    /// What the form sends.
    record Typed(Set<String> inApp, Set<String> byMail, String begins, String ends, String zone) {
        Typed {
            inApp = inApp == null ? Set.of() : Set.copyOf(inApp);
            byMail = byMail == null ? Set.of() : Set.copyOf(byMail);
            begins = begins == null ? "" : begins.strip();
            ends = ends == null ? "" : ends.strip();
            zone = zone == null ? "UTC" : zone.strip();
        }
    }
}
