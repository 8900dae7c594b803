package plumbline.server.estate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.imports.ImportColumn;
import plumbline.server.identity.imports.ImportRow;
import plumbline.server.identity.imports.ImportTarget;
import plumbline.server.identity.imports.PlannedRow;
import plumbline.server.identity.imports.RowError;
import plumbline.server.identity.imports.StaleImport;

/// The register of cloud services as a list that people send in: a row is found by its key, or without one by its
/// name; what is not there is registered.
final class ServiceImport implements ImportTarget {
    private static final Names NAMES = new Names(
            "services",
            "service",
            "services",
            "/services",
            "A row with a key changes the service of that key. A row without one changes the service of that name. "
                    + "What is not there yet is registered. A column that the file does not have leaves what it would "
                    + "say as it is; an empty cell empties it.");

    private final Services services;

    ServiceImport(Services services) {
        this.services = services;
    }

    @Override
    public Names names() {
        return NAMES;
    }

    @Override
    public List<ImportColumn> columns() {
        return ServiceColumns.ALL;
    }

    @Override
    public Draft draft(DSLContext database, Principal principal, List<ImportRow> rows) {
        var register = new Register(principal, services.registered(database));
        var steps = rows.stream().map(register::step).toList();
        return new Draft() {
            @Override
            public List<PlannedRow> rows() {
                return steps.stream().map(Step::planned).toList();
            }

            @Override
            public Map<Integer, String> apply(DSLContext transaction) {
                steps.forEach(step -> carryOut(transaction, principal, step));
                services.renamed(transaction);
                return Map.of();
            }
        };
    }

    private void carryOut(DSLContext transaction, Principal principal, Step step) {
        var description = step.description();
        if (description == null) {
            return;
        }
        try {
            switch (step.planned().outcome()) {
                case CREATE -> services.register(transaction, principal.actor(), step.key(), description);
                case CHANGE -> services.change(transaction, principal.actor(), step.seen(), description);
                case UNCHANGED, ERROR -> {
                    // nothing to do
                }
            }
        } catch (InvalidService | StaleService overtaken) {
            throw new StaleImport("the register changed", overtaken);
        }
    }

    /// What a row does.
    ///
    /// @param was the service that it changes, or null
    /// @param description what is said of the service afterwards, or null where the row is wrong
    private record Step(
            PlannedRow planned,
            String key,
            @Nullable CloudService was,
            @Nullable Description description) {

        CloudService seen() {
            if (was == null) {
                throw new IllegalStateException("a change must be of something, but is of nothing");
            }
            return was;
        }
    }

    /// The register as it stands and as it will, row by row, so that what two rows do to each other shows.
    private static final class Register {
        private final Principal principal;
        private final Map<String, CloudService> byKey = new HashMap<>();
        private final Map<String, String> keyByName = new HashMap<>();
        private final Map<String, Integer> lines = new HashMap<>();

        Register(Principal principal, List<CloudService> services) {
            this.principal = principal;
            for (var service : services) {
                byKey.put(service.key(), service);
                if (service.retiredAt() == null) {
                    keyByName.put(folded(service.description().name()), service.key());
                }
            }
        }

        Step step(ImportRow row) {
            var errors = new ArrayList<RowError>();
            var key = key(row, errors);
            var was = byKey.get(key);
            if (errors.isEmpty()) {
                check(row, was, errors);
            }
            var line = key.isEmpty() ? null : lines.putIfAbsent(key, row.line());
            if (line != null) {
                errors.add(new RowError("", "Line " + line + " is about this service already: keep one of them."));
            }
            // What is not theirs must not show, not even its name.
            var known = errors.isEmpty() && was != null ? was.description() : null;
            var label = known == null ? row.text("name") : known.name();
            var description = errors.isEmpty() ? ServiceColumns.description(row, known, errors) : null;
            if (description != null && nameIsTaken(description, key)) {
                errors.add(new RowError("name", "Another service has this name: choose another."));
            }
            if (description == null || !errors.isEmpty()) {
                return new Step(PlannedRow.wrong(row, label, errors), key, was, null);
            }
            keep(key, was, description);
            var changes = ServiceColumns.changes(known, description);
            var planned = was == null
                    ? PlannedRow.create(row, label, changes)
                    : PlannedRow.change(row, label, changes, Integer.toString(was.version()));
            return new Step(planned, key, was, description);
        }

        /// The key that the row names or that follows from its name; empty when there can be none.
        private String key(ImportRow row, List<RowError> errors) {
            var given = row.text("key");
            if (!given.isEmpty()) {
                if (!Services.isKey(given)) {
                    errors.add(new RowError(
                            "key", "A key has up to 63 small letters, digits and hyphens, and begins with no hyphen."));
                }
                return given;
            }
            var known = keyByName.get(folded(row.text("name")));
            if (known != null) {
                return known;
            }
            try {
                var made = Services.key(row.text("name"));
                if (byKey.containsKey(made)) {
                    errors.add(new RowError(
                            "name",
                            "Its key would be " + made + ", which another service has: write a key of its own into "
                                    + "the column key."));
                }
                return made;
            } catch (InvalidService e) {
                errors.add(new RowError("name", "The name must have a letter or digit."));
                return "";
            }
        }

        private void check(ImportRow row, @Nullable CloudService was, List<RowError> errors) {
            var scope = principal.scope(Permission.SERVICE_WRITE);
            if (was == null ? !scope.isEverywhere() : !scope.covers(was.id())) {
                errors.add(new RowError(
                        row.text("key").isEmpty() ? "name" : "key",
                        "There is no service like this that you may change, and you may not register one."));
            } else if (was != null && was.retiredAt() != null) {
                errors.add(new RowError("key", "The service of this key is no longer run: write another key."));
            }
        }

        private boolean nameIsTaken(Description description, String key) {
            var holder = keyByName.get(folded(description.name()));
            return holder != null && !holder.equals(key);
        }

        private void keep(String key, @Nullable CloudService was, Description description) {
            if (was != null) {
                keyByName.remove(folded(was.description().name()));
            }
            keyByName.put(folded(description.name()), key);
        }

        private static String folded(String name) {
            return name.strip().toLowerCase(Locale.ROOT);
        }
    }
}
