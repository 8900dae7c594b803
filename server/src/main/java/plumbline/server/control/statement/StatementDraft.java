package plumbline.server.control.statement;

import java.util.List;
import java.util.Set;
import plumbline.server.control.StatementRow;
import plumbline.server.web.Field;
import plumbline.server.web.Option;

/// The draft of the statement as its page shows it: the controls that a filter leaves, and the form that decides about
/// several at once.
///
/// @param back the address of the list as it is filtered
public record StatementDraft(
        String edition,
        List<StatementRow> rows,
        StatementVersions.Standing standing,
        boolean mayDecide,
        Form form,
        String back) {

    public StatementDraft {
        rows = List.copyOf(rows);
    }

    /// The form as it comes back.
    ///
    /// @param chosen what the ticked boxes sent
    /// @param stale what somebody else decided meanwhile
    public record Form(Set<String> chosen, Field choice, Field applies, Field reason, List<StatementRow> stale) {
        public static final String YES = "applicable";
        public static final String NO = "not applicable";

        static Form of(Set<String> chosen, String applies, String reason) {
            return new Form(
                    Set.copyOf(chosen),
                    Field.of("control", "Controls", ""),
                    Field.of("applies", "The chosen controls are", applies).needed(),
                    Field.of("reason", "Reason", reason)
                            .needed()
                            .hinted("Why they apply to us, or why not: the auditor reads this."),
                    List.of());
        }

        Form refused(String noChoice, String noAnswer, String noReason) {
            return new Form(
                    chosen, choice.refused(noChoice), applies.refused(noAnswer), reason.refused(noReason), stale);
        }

        Form late(List<StatementRow> rows) {
            return new Form(chosen, choice, applies, reason, List.copyOf(rows));
        }

        boolean wrong() {
            return choice.wrong() || applies.wrong() || reason.wrong();
        }

        /// What can be answered: nothing is chosen beforehand.
        public List<Option> answers() {
            return List.of(new Option("", "Choose"), new Option(YES, "Applicable"), new Option(NO, "Not applicable"));
        }

        public boolean chose(StatementRow row) {
            return chosen.contains(value(row));
        }
    }

    /// What the box of a control sends: which one, and the version of the decision that is shown.
    public static String value(StatementRow row) {
        return row.control().id().value() + ":" + row.version();
    }
}
