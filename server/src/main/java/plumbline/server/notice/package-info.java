/// Telling people. An area says, inside the transaction that changed something, who is to know what:
/// `notices.tell(tx, List.of(Recipient.person(id)), NewNotice.of(KIND, about, subject, text, link))`. One row for each
/// recipient and each way says what became of it: waiting, sent, read, failed or suppressed, with the reason.
///
/// In the app a notice is there at once; by e-mail it goes out when the person is not in their
/// quiet hours; chats get the kinds that an administrator chose. Kinds are beans of the areas. May
/// use `identity`, `platform`, `web` and `api`; areas from `estate` upwards use [Notices]. What
/// identity does is followed from the journal.
@NullMarked
package plumbline.server.notice;

import org.jspecify.annotations.NullMarked;
