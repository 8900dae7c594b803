package plumbline.server.control;

import org.jspecify.annotations.Nullable;
import plumbline.catalog.Control;

/// One row of the statement: a control and our decision, or null while there is none.
public record StatementRow(Control control, @Nullable Applicability decision) {}
