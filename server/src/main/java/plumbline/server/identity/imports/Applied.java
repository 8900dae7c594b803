package plumbline.server.identity.imports;

import java.util.Map;

/// What came of applying a file.
sealed interface Applied {

    /// All of it is done.
    ///
    /// @param links the one-time links that were made, by line
    record Done(ImportPlan plan, Map<Integer, String> links) implements Applied {}

    /// It would no longer do what was seen: nothing is done, and this is what it would do now.
    record Changed(ImportPlan plan) implements Applied {}

    /// A row is wrong, so nothing is done.
    record Wrong(ImportPlan plan) implements Applied {}

    /// The file is applied already, given up, or of somebody else.
    record Gone() implements Applied {}
}
