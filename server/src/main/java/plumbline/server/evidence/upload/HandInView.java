package plumbline.server.evidence.upload;

import java.util.List;

/// What an external party is asked for, in words.
///
/// @param service its name, or empty
/// @param controls ids and titles
public record HandInView(String kind, String service, List<String> controls) {
    public HandInView {
        controls = List.copyOf(controls);
    }
}
