package plumbline.server.evidence.ledger;

/// Database and log contradict each other, so publishing would show two histories to two people.
final class LedgerDisagreement extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerDisagreement(String whatAndWhatToDo) {
        super(whatAndWhatToDo);
    }
}
