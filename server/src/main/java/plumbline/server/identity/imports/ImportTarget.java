package plumbline.server.identity.imports;

import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Principal;

/// What an area says of a list that it takes in.
public interface ImportTarget {

    /// How pages, addresses and the journal call it.
    Names names();

    /// The columns, in the order of the template.
    List<ImportColumn> columns();

    /// What these rows would do now, found with a few queries for all of them, never one for each.
    Draft draft(DSLContext database, Principal principal, List<ImportRow> rows);

    /// Names of what is imported.
    ///
    /// @param word in addresses and the journal, for example `services`
    /// @param one for example `service`
    /// @param many for example `services`
    /// @param listHref where the list stands
    /// @param hint what whoever prepares a file should know, in a sentence or two
    record Names(String word, String one, String many, String listHref, String hint) {}

    /// What rows would do, and the way to do it.
    interface Draft {

        /// One for each row, in the same order.
        List<PlannedRow> rows();

        /// Does all of it, each row with its journal entries, in the transaction of the caller.
        ///
        /// @return the one-time links that were made, by line
        /// @throws StaleImport when it is no longer as it was drafted
        Map<Integer, String> apply(DSLContext transaction);
    }
}
