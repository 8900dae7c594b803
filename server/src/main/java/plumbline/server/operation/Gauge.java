package plumbline.server.operation;

import java.util.function.DoubleSupplier;

/// A number that `/metrics` shows. A bean.
///
/// @param name as Prometheus wants it: `plumbline_ledger_pending`
/// @param help what it is, in a line
record Gauge(String name, String help, DoubleSupplier value) {
    Gauge {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("name must be lower case with underscores, but is " + name);
        }
    }
}
