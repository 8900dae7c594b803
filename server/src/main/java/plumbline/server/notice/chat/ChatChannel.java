package plumbline.server.notice.chat;

import java.time.Instant;
import java.util.List;
import plumbline.server.platform.Subject;

/// A room of a chat, without its address.
///
/// @param host where the address leads, which is no secret
/// @param kinds the names of the kinds of notices that it gets
/// @param trouble why the last message could not be delivered, empty when it could
public record ChatChannel(
        long id,
        String name,
        ChatProgram program,
        String host,
        List<String> kinds,
        boolean urgentOnly,
        String trouble,
        int version,
        Instant createdAt) {

    public ChatChannel {
        kinds = List.copyOf(kinds);
    }

    Subject subject() {
        return Subject.of("chat-channel", "chat:" + id);
    }

    static String purpose(long id) {
        return "chat " + id;
    }
}
