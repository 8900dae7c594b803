package plumbline.server.evidence.pack;

import java.util.List;
import org.jooq.DSLContext;
import plumbline.server.notice.NewNotice;
import plumbline.server.notice.NoticeKind;
import plumbline.server.notice.Notices;
import plumbline.server.notice.Recipient;
import plumbline.server.platform.Actor;

/// Tells whoever asked for a pack what became of it.
final class PackNews {
    static final NoticeKind FINISHED =
            NoticeKind.personal("pack.finished", "A pack that I asked for is ready, or failed");
    private static final String PERSON = "account:";

    private final Notices notices;

    PackNews(Notices notices) {
        this.notices = notices;
    }

    void ready(DSLContext tx, Pack pack) {
        tell(tx, pack, pack.id() + " is ready", "The pack of " + pack.subject().serviceName() + " can be downloaded.");
    }

    void failed(DSLContext tx, Pack pack, String why) {
        tell(tx, pack, pack.id() + " failed", why);
    }

    private void tell(DSLContext tx, Pack pack, String subject, String text) {
        var by = pack.request().by();
        if (by.kind() == Actor.Kind.PERSON && by.id().startsWith(PERSON)) {
            long account = Long.parseLong(by.id().substring(PERSON.length()));
            notices.tell(
                    tx,
                    List.of(Recipient.person(account)),
                    NewNotice.of(FINISHED, "pack:" + subject, subject, text, "/packs/" + pack.id()));
        }
    }
}
