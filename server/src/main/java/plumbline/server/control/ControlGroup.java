package plumbline.server.control;

import java.util.List;
import plumbline.catalog.Domain;
import plumbline.catalog.Edition;

/// The controls of one domain, as a list groups them.
public record ControlGroup(Domain domain, List<ControlRow> rows) {

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

    /// How many of them stand so.
    public long count(ControlState state) {
        return rows.stream().filter(row -> row.state() == state).count();
    }
}
