package plumbline.server.notice;

import org.jspecify.annotations.Nullable;

/// A delivery that this process has taken in hand, with all that sending needs.
///
/// @param address the person's e-mail address, null for a chat or when the account is gone
/// @param tries this one included
record DueDelivery(
        long id,
        Way way,
        int tries,
        @Nullable String address,
        @Nullable String name,
        boolean active,
        @Nullable Long channelId,
        Message message) {

    /// What is said.
    record Message(String kind, String subject, String text, String link, boolean urgent) {}
}
