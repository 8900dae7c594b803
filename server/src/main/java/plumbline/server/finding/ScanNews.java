package plumbline.server.finding;

import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Role;
import plumbline.server.notice.NewNotice;
import plumbline.server.notice.NoticeKind;
import plumbline.server.notice.Notices;
import plumbline.server.notice.Recipient;
import plumbline.server.web.Format;

/// Tells the engineers of a service what a scan found that is bad and new: one notice a scan, however much it is.
final class ScanNews {
    static final NoticeKind OPENED =
            NoticeKind.ofWork("finding.opened", "A scan found something new that is critical or high", true);

    private final Notices notices;

    ScanNews(Notices notices) {
        this.notices = notices;
    }

    /// @param opened how many findings of each severity are open since this scan
    void tell(DSLContext tx, Scan scan, Map<Severity, Integer> opened) {
        int critical = opened.getOrDefault(Severity.CRITICAL, 0);
        int high = opened.getOrDefault(Severity.HIGH, 0);
        if (critical + high == 0) {
            return;
        }
        var worst = critical > 0 ? critical + " critical" : high + " high";
        var subject = "%s new %s in %s"
                .formatted(worst, (critical > 0 ? critical : high) == 1 ? "finding" : "findings", scan.serviceKey());
        var text = "The scan %s of %s opened %s that are critical and %s that are high."
                .formatted(
                        scan.id(),
                        scan.source().isEmpty() ? scan.serviceKey() : scan.source(),
                        Format.number(critical),
                        Format.number(high));
        var notice = NewNotice.of(
                OPENED,
                "scan:" + scan.id(),
                subject,
                text,
                "/findings?state=open&severity=" + (critical > 0 ? "critical" : "high"));
        notices.tell(
                tx,
                List.of(Recipient.role(Role.ENGINEER, scan.serviceId())),
                critical > 0 ? notice.madeUrgent() : notice);
    }
}
