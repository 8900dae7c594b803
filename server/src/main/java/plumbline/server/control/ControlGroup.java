package plumbline.server.control;

import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Domain;
import plumbline.catalog.Edition;

/// The controls of one domain, as a list groups them; without a domain where the list has another order.
public record ControlGroup(@Nullable Domain domain, List<ControlRow> rows) {

    static List<ControlGroup> byDomain(Edition edition, List<ControlRow> rows) {
        return edition.domains().stream()
                .map(domain -> new ControlGroup(
                        domain,
                        rows.stream()
                                .filter(row -> row.control().domain().equals(domain))
                                .toList()))
                .filter(group -> !group.rows().isEmpty())
                .toList();
    }

    static List<ControlGroup> ungrouped(List<ControlRow> rows) {
        return rows.isEmpty() ? List.of() : List.of(new ControlGroup(null, rows));
    }
}
