package plumbline.server.platform.outgoing;

import java.time.Duration;
import java.util.Map;

/// What came of an outgoing request.
public sealed interface Sent {

    /// There was an answer, whatever it says.
    ///
    /// @param headers names in lower case; of several values the first
    /// @param body as much as the limit allowed
    /// @param cut whether there was more
    record Answered(int status, Map<String, String> headers, Body body, boolean cut, Duration took) implements Sent {
        public Answered {
            headers = Map.copyOf(headers);
        }

        public boolean accepted() {
            return status >= 200 && status < 300;
        }
    }

    /// The rules forbid it, so nothing was sent, and nothing will be until somebody changes the address or the rules.
    ///
    /// @param why continues "the address": "goes to a private address, ..."
    record Refused(String why) implements Sent {}

    /// It could not be had this time.
    ///
    /// @param why a short sentence without a full stop
    record Failed(String why, Duration took) implements Sent {}
}
