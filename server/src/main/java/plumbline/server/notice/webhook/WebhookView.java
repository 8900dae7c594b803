package plumbline.server.notice.webhook;

import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Account;

/// A webhook as one reader sees it.
///
/// @param owner whoever answers for it, or null where nobody knows
/// @param reads whether the reader may read the journal, which takes part in nearly all that can be done
/// @param manages whether the reader may see the people's pages
public record WebhookView(Endpoint endpoint, @Nullable Account owner, boolean reads, boolean manages) {}
