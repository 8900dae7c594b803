package plumbline.server.control;

import java.util.Map;
import plumbline.catalog.Control;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.ServiceGlance.Glance;
import plumbline.server.web.Format;

/// How the controls stand on one service, in a row of the service's page.
final class ControlGlance {
    private ControlGlance() {}

    static Glance of(Map<Control, ControlState> states, CloudService service) {
        long failing = count(states, ControlState.FAILING);
        long unknown = count(states, ControlState.UNKNOWN);
        var state = failing > 0 ? ControlState.FAILING : unknown > 0 ? ControlState.UNKNOWN : ControlState.MET;
        var words = Format.number(failing) + " failing, " + Format.number(unknown) + " unknown, "
                + Format.number(count(states, ControlState.MET)) + " met, "
                + Format.number(count(states, ControlState.NOT_APPLICABLE)) + " not applicable";
        return new Glance(20, "Controls", state.shown(), words, "/controls?service=" + service.key());
    }

    private static long count(Map<Control, ControlState> states, ControlState state) {
        return states.values().stream().filter(state::equals).count();
    }
}
