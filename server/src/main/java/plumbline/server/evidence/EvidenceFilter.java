package plumbline.server.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.ControlRef;
import plumbline.server.identity.Principal.Scope;

/// Which evidence a list shows; null leaves a question open.
///
/// @param scope the services that the reader may see
/// @param service the one service that the reader asks for
/// @param from first moment of the window in which it must have been true
/// @param to first moment after the window
/// @param words all of which must occur in title, kind or source, or empty
public record EvidenceFilter(
        Scope scope,
        @Nullable Long service,
        @Nullable String kind,
        @Nullable ControlRef control,
        @Nullable String source,
        @Nullable Instant from,
        @Nullable Instant to,
        String words) {

    public static final EvidenceFilter NONE =
            new EvidenceFilter(Scope.EVERYWHERE, null, null, null, null, null, null, "");

    public EvidenceFilter within(Scope newScope) {
        return new EvidenceFilter(newScope, service, kind, control, source, from, to, words);
    }

    public EvidenceFilter forService(@Nullable Long newService) {
        return new EvidenceFilter(scope, newService, kind, control, source, from, to, words);
    }

    public EvidenceFilter ofKind(@Nullable String newKind) {
        return new EvidenceFilter(scope, service, newKind, control, source, from, to, words);
    }

    public EvidenceFilter forControl(@Nullable ControlRef newControl) {
        return new EvidenceFilter(scope, service, kind, newControl, source, from, to, words);
    }

    public EvidenceFilter fromSource(@Nullable String newSource) {
        return new EvidenceFilter(scope, service, kind, control, newSource, from, to, words);
    }

    public EvidenceFilter during(@Nullable Instant newFrom, @Nullable Instant newTo) {
        return new EvidenceFilter(scope, service, kind, control, source, newFrom, newTo, words);
    }

    public EvidenceFilter about(String newWords) {
        return new EvidenceFilter(scope, service, kind, control, source, from, to, newWords);
    }
}
