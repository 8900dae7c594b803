package plumbline.server.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.catalog.ControlRef;
import plumbline.server.identity.Principal.Scope;

/// What is observed of controls: implemented by the area above that runs checks, so that a control's page can show
/// results without knowing where they come from.
public interface CheckTallies {

    /// The counts by control, of the services that the scope reaches.
    ///
    /// @param service key of one cloud service, or empty for all
    Map<ControlRef, Tally> byControl(Scope scope, String service);

    /// The counts by control of one service, as the given transaction sees them.
    Map<ControlRef, Tally> ofService(DSLContext snapshot, long serviceId);

    /// The counts of each check of one control, service by service.
    List<CheckTally> ofControl(Scope scope, ControlRef control);

    /// How many results there are of each kind; stale ones are those that no scan has confirmed for too long.
    ///
    /// @param scannedAt when the oldest of the scans behind it was
    record Tally(long pass, long fail, long unknown, long stale, Instant scannedAt) {

        public long total() {
            return pass + fail + unknown + stale;
        }
    }

    /// The counts of one check on one service.
    record CheckTally(
            String check, String title, String severity, String serviceKey, String serviceName, Tally tally) {}
}
