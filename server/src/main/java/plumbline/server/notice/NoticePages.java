package plumbline.server.notice;

import gg.jte.models.runtime.JteModel;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.Cursor;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Filter;
import plumbline.server.web.Flash;
import plumbline.server.web.Pager;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// One's own notices.
@Controller
final class NoticePages {
    private static final int PAGE = 50;
    private static final String LIST = "own notices";

    private final Notices notices;
    private final Preferences preferences;
    private final Templates templates;

    NoticePages(Notices notices, Preferences preferences, Templates templates) {
        this.notices = notices;
        this.preferences = preferences;
        this.templates = templates;
    }

    @GetMapping("/notices")
    @Requires(Permission.ACCOUNT_OWN)
    JteModel list(Shell shell, Principal principal) {
        boolean unreadOnly = shell.address().has("state", "unread");
        var after = Cursor.parse(shell.address().first("after"), LIST, 1);
        var rows = notices.list(principal.id(), unreadOnly, after == null ? Long.MAX_VALUE : after.id(0), PAGE + 1);
        boolean more = rows.size() > PAGE;
        var shown = more ? rows.subList(0, PAGE) : rows;
        var pager = new Pager(
                shell.address(),
                shown.size(),
                null,
                more ? Cursor.of(shown.getLast().id()).text(LIST) : null);
        long unread = notices.unread(principal.id());
        var filter = Filter.of(shell.address()).chip("Unread", "state", "unread", unread);
        return templates.noticeList(shell.titled("Notices"), filter, pager, shown, preferences::words);
    }

    /// Opening a notice reads it.
    @GetMapping("/notices/{id}")
    @Requires(Permission.ACCOUNT_OWN)
    JteModel show(Shell shell, Principal principal, @PathVariable long id) {
        var notice = notices.open(principal.id(), id)
                .orElseThrow(() -> Problem.notFound("There is no such notice.").exception());
        return templates.noticeNotice(shell.titled(notice.subject()), notice, preferences.words(notice.kind()));
    }

    @PostMapping("/notices/read")
    @Requires(Permission.ACCOUNT_OWN)
    Reply readAll(Principal principal) {
        notices.readAll(principal.id());
        return Reply.to("/notices", Flash.done("All notices are read."));
    }
}
