package plumbline.server.evidence.ledger;

import gg.jte.models.runtime.JteModel;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Shell;

/// The ledger itself: how far it is, who signs it, who has witnessed it.
@Controller
public final class LedgerPages {
    private final Ledger ledger;
    private final Templates templates;

    public LedgerPages(Ledger ledger, Templates templates) {
        this.ledger = ledger;
        this.templates = templates;
    }

    @GetMapping("/ledger")
    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    JteModel show(Shell shell) {
        var checkpoint = ledger.reader()
                .map(reader -> reader.checkpoint().note().render())
                .orElse("");
        return templates.evidenceLedger(
                shell.titled("Ledger"),
                ledger.status(),
                checkpoint,
                ledger.keys(),
                ledger.witnesses().status());
    }
}
