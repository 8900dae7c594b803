package plumbline.ledger.check;

import java.util.List;
import java.util.Optional;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.VerifiedCheckpoint;

/// What a check has proven.
///
/// @param since the older checkpoint whose log this one was shown to continue
/// @param files bundles and tiles that were derived again and found equal
/// @param notes what lies in the folder and is not part of the log as signed, for people
public record CheckReport(VerifiedCheckpoint checkpoint, Optional<Checkpoint> since, long files, List<String> notes) {
    public CheckReport {
        notes = List.copyOf(notes);
    }
}
