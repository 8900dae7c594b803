package plumbline.server.inbox.reminder;

import org.jooq.DSLContext;

/// Hands on what somebody is to know, inside the transaction in which that is kept.
@FunctionalInterface
interface Teller {
    /// Hands it on.
    ///
    /// @param account of the person who is to know
    void tell(DSLContext tx, long account, Message message);

    /// What somebody is to know.
    ///
    /// @param about kind and id of the record, or empty
    /// @param link the page that it is about
    record Message(String kind, String about, String subject, String text, String link, boolean urgent) {}
}
