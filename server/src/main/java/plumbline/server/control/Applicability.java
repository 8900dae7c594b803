package plumbline.server.control;

import java.time.Instant;
import plumbline.catalog.ControlRef;

/// A decision whether a control applies to us.
///
/// @param version counts the decisions about this control, from 1
/// @param decidedById who decided, as the journal knows them
public record Applicability(
        ControlRef control,
        int version,
        boolean applicable,
        String reason,
        String decidedById,
        String decidedBy,
        Instant decidedAt) {}
