package plumbline.server.home;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Principal;
import plumbline.server.templates.Templates;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// The search of the frame, over every kind of record that the reader may see.
@Controller
final class SearchPages {
    private static final int BEST = 8;

    private final Search search;
    private final Templates templates;

    SearchPages(Search search, Templates templates) {
        this.search = search;
        this.templates = templates;
    }

    /// A typed id leads to its record at once.
    @OpenToSignedIn("Each kind of thing is searched only for those who may see it")
    @GetMapping("/search")
    Reply search(Shell shell, Principal principal) {
        var view = search.of(principal, shell.address().first("q"), BEST);
        return Search.meant(view)
                .map(hit -> Reply.to(hit.href()))
                .orElseGet(() -> Reply.page(templates.homeSearch(shell.titled("Search"), view)));
    }
}
