package plumbline.server.evidence.pack;

import gg.jte.models.runtime.JteModel;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.InvalidFields;
import plumbline.server.api.Slice;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.Services;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Event;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Pager;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// Packs as pages.
@Controller
final class PackPages {
    static final String EDITION = "2015";
    private static final int ROWS = 50;
    private static final int CSV_ROWS = 10_000;
    private static final int WINDOW_DAYS = 90;

    private final Packs packs;
    private final Services services;
    private final BodyStore bodies;
    private final Ledger ledger;
    private final Templates templates;

    PackPages(Packs packs, Services services, BodyStore bodies, Ledger ledger, Templates templates) {
        this.packs = packs;
        this.services = services;
        this.bodies = bodies;
        this.ledger = ledger;
        this.templates = templates;
    }

    @Requires(value = Permission.PACK_EXPORT, scoped = true)
    @GetMapping("/packs")
    JteModel list(Shell shell, Principal principal) {
        var before = LedgerItem.find(shell.address().first("after"))
                .map(LedgerItem::number)
                .orElse(null);
        var shown = Slice.of(packs.list(principal, shell.services().selected(), before, ROWS + 1), ROWS, Pack::id);
        return templates.packPacks(
                shell.titled("Packs"),
                new Pager(shell.address(), shown.rows().size(), null, shown.next()),
                shown.rows());
    }

    @Requires(value = Permission.PACK_EXPORT, scoped = true)
    @GetMapping(path = "/packs", params = "format")
    Sheet sheet(Shell shell, Principal principal) {
        var sheet = new Sheet(
                "packs",
                List.of(
                        "id",
                        "title",
                        "service",
                        "from",
                        "to",
                        "edition",
                        "state",
                        "requested",
                        "by",
                        "bytes",
                        "evidence",
                        "journal entries",
                        "sha256"));
        for (var pack : packs.list(principal, shell.services().selected(), null, CSV_ROWS)) {
            var file = pack.file();
            sheet.row(List.of(
                    pack.id(),
                    pack.request().title(),
                    pack.subject().service(),
                    pack.subject().from(),
                    pack.subject().to(),
                    pack.subject().edition(),
                    pack.state().word(),
                    pack.request().at(),
                    pack.request().by().name(),
                    file == null ? "" : file.length(),
                    file == null ? "" : file.evidence(),
                    file == null ? "" : file.journal(),
                    file == null ? "" : file.sha256()));
        }
        return sheet;
    }

    @Requires(value = Permission.PACK_EXPORT, scoped = true)
    @GetMapping("/packs/new")
    JteModel blank(Shell shell, Principal principal) {
        var today = LocalDate.ofInstant(shell.now(), ZoneOffset.UTC);
        var choices = services.visible(principal, Permission.PACK_EXPORT);
        var selected = shell.services().selected();
        var chosen = choices.size() == 1
                ? List.of(choices.getFirst().key())
                : selected.isEmpty() ? List.<String>of() : List.of(selected);
        var from = today.minusDays(WINDOW_DAYS).toString();
        return form(shell, principal, new PackForm(chosen, from, today.toString(), EDITION, ""), null);
    }

    @Requires(value = Permission.PACK_EXPORT, scoped = true)
    @PostMapping("/packs")
    Reply export(Shell shell, Principal principal, @ModelAttribute PackForm typed) {
        try {
            InvalidFields.all(
                    () -> chosen(principal, typed), typed::asked, () -> packs.checkEdition(typed.editionId()));
            var asked = packs.request(principal, chosen(principal, typed), typed.asked());
            return asked.size() == 1
                    ? Reply.to("/packs/" + asked.getFirst().id())
                    : Reply.to("/packs", Flash.done(asked.size() + " packs are being made."));
        } catch (InvalidFields refused) {
            return Reply.page(422, form(shell, principal, typed, refused));
        }
    }

    private List<CloudService> chosen(Principal principal, PackForm typed) {
        var chosen = new ArrayList<CloudService>();
        for (var service : services.visible(principal, Permission.PACK_EXPORT)) {
            if (typed.keys().contains(service.key())) {
                chosen.add(service);
            }
        }
        if (chosen.isEmpty()) {
            throw new InvalidFields("services", "must be at least one");
        }
        return chosen;
    }

    @Requires(value = Permission.PACK_EXPORT, scoped = true)
    @GetMapping("/packs/{id}")
    JteModel record(Shell shell, Principal principal, @PathVariable String id) {
        var pack = PackAnswers.find(packs, principal, id);
        return templates.packPack(
                shell.titled(pack.id()),
                pack,
                ledger.keys().getFirst().toString(),
                Event.History.of(packs.history(pack), principal, "pack", pack.id()),
                PackLinks.maySharePacksOf(principal, pack.subject().serviceId()),
                Packs.mayCancel(principal, pack));
    }

    @Requires(value = Permission.PACK_EXPORT, scoped = true)
    @GetMapping("/packs/{id}/content")
    ResponseEntity<InputStreamResource> content(Principal principal, @PathVariable String id) {
        return PackAnswers.file(packs, bodies, principal, id);
    }

    @Requires(value = Permission.PACK_EXPORT, scoped = true)
    @PostMapping("/packs/{id}/cancel")
    Reply cancel(Principal principal, @PathVariable String id) {
        var pack = PackAnswers.find(packs, principal, id);
        try {
            packs.cancel(principal, pack);
            return Reply.to("/packs/" + pack.id(), Flash.done("Called off."));
        } catch (PackCancelled e) {
            return Reply.to("/packs/" + pack.id(), Flash.attention("It was finished before."));
        }
    }

    private JteModel form(Shell shell, Principal principal, PackForm typed, @Nullable InvalidFields refused) {
        var editions = packs.editions().stream()
                .map(edition -> new Option(
                        edition.id(),
                        Objects.requireNonNull(edition.publication().reference())))
                .toList();
        return templates.packForm(
                shell.titled("Export a pack"),
                typed.fields(refused),
                services.visible(principal, Permission.PACK_EXPORT),
                typed.keys(),
                editions);
    }
}
