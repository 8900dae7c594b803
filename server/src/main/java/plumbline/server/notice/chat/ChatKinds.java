package plumbline.server.notice.chat;

import java.util.List;
import plumbline.server.web.Option;

/// The kinds of notices that a chat can have: the name that is stored, and words for people.
public record ChatKinds(List<Option> options) {
    public ChatKinds {
        options = List.copyOf(options);
    }

    boolean has(String name) {
        return options.stream().anyMatch(option -> option.value().equals(name));
    }
}
