package plumbline.server.identity.token;

import java.util.List;
import java.util.Set;
import plumbline.server.identity.Principal;

/// The cloud services that a token may be limited to. A bean of the area that knows them.
public interface TokenScopes {

    /// What this principal may see, by key.
    List<Choice> visible(Principal principal);

    /// Those of these ids, whoever may see them.
    List<Choice> named(Set<Long> ids);

    /// A cloud service: its id and what people call it.
    record Choice(long id, String key) {}
}
