package plumbline.server.evidence.upload;

import java.util.List;
import org.jooq.DSLContext;
import plumbline.server.evidence.Recorded;
import plumbline.server.identity.external.ExternalLink;
import plumbline.server.notice.NewNotice;
import plumbline.server.notice.NoticeKind;
import plumbline.server.notice.Notices;
import plumbline.server.notice.Recipient;

/// Tells whoever asked an external party for evidence that it came.
final class HandInNews {
    static final NoticeKind HANDED_IN =
            NoticeKind.personal("evidence.handed-in", "An external party handed in what I asked for");

    private final Notices notices;

    HandInNews(Notices notices) {
        this.notices = notices;
    }

    void handedIn(DSLContext tx, ExternalLink link, Recorded.Receipt receipt) {
        notices.tell(
                tx,
                List.of(Recipient.person(link.maker().id())),
                NewNotice.of(
                        HANDED_IN,
                        "evidence:" + receipt.id(),
                        link.recipient().words() + " handed in " + receipt.id(),
                        link.about().title(),
                        "/evidence/" + receipt.id()));
    }
}
