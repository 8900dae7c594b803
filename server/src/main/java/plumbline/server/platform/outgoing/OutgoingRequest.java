package plumbline.server.platform.outgoing;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One request to somebody else.
///
/// @param method GET or POST
/// @param headers by name; those that say where the request goes and how long it is are set by the sender
/// @param body empty for none
public record OutgoingRequest(String method, URI address, Map<String, String> headers, Body body, Limits limits) {
    private static final Set<String> OURS =
            Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect");

    /// How long it may take in all, and how much of the answer is read.
    public record Limits(Duration time, int answerBytes) {
        public static final Limits USUAL = new Limits(Duration.ofSeconds(10), 1 << 16);
    }

    public OutgoingRequest {
        if (!Set.of("GET", "POST").contains(method)) {
            throw new IllegalArgumentException("method must be GET or POST, but is " + method);
        }
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9-]{1,64}") || OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("header must be one that may be set, but is " + name);
            }
            if (!value.matches("[\\x20-\\x7e]{0,4096}")) {
                throw new IllegalArgumentException("value of header " + name + " must be one line of ASCII");
            }
        });
    }

    public static OutgoingRequest get(URI address) {
        return new OutgoingRequest("GET", address, Map.of(), Body.NONE, Limits.USUAL);
    }

    public static OutgoingRequest post(URI address, String mediaType, Body body) {
        return new OutgoingRequest("POST", address, Map.of("Content-Type", mediaType), body, Limits.USUAL);
    }

    public OutgoingRequest within(Limits other) {
        return new OutgoingRequest(method, address, headers, body, other);
    }
}
