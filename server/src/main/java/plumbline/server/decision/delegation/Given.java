package plumbline.server.decision.delegation;

/// What came of giving a delegation.
sealed interface Given {
    record Done(Delegation delegation) implements Given {}

    /// It cannot be given like this.
    ///
    /// @param field what is wrong, as the API names it
    record Refused(String field, String why) implements Given {}
}
