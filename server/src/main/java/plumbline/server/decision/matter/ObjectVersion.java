package plumbline.server.decision.matter;

import plumbline.server.platform.Subject;

/// One version of something that is decided on.
///
/// @param version grows with each edit, from 1
public record ObjectVersion(Subject subject, int version, ContentHash hash) {
    public ObjectVersion {
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1, but is " + version);
        }
    }
}
