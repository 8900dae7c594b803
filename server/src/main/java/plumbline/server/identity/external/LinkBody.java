package plumbline.server.identity.external;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link for an external party as the API shows it, without its secret.
///
/// @param hint the secret's last letters
/// @param purpose `pack` or `evidence`
/// @param about what it concerns, for example `PACK-3`
/// @param state works, used up, expired or revoked
/// @param usesAllowed null for no limit
public record LinkBody(
        long id,
        String hint,
        String purpose,
        String about,
        String title,
        String name,
        String organisation,
        String email,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Integer usesAllowed,
        int uses,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt,
        String state) {

    public static LinkBody of(ExternalLink link, Instant now) {
        return new LinkBody(
                link.id(),
                link.hint(),
                link.purpose(),
                link.about().id(),
                link.about().title(),
                link.recipient().name(),
                link.recipient().organisation(),
                link.recipient().email(),
                link.maker().name(),
                link.life().createdAt(),
                link.life().expiresAt(),
                link.uses().allowed(),
                link.uses().counted(),
                link.uses().lastAt(),
                link.life().revokedAt(),
                link.state(now).word());
    }

    /// A link just made.
    ///
    /// @param url what its recipient opens; shown this once, null when the request is repeated
    public record MadeLink(LinkBody link, @Nullable String url) {
        public static MadeLink of(LinkDesk.Made made) {
            return new MadeLink(LinkBody.of(made.link(), made.link().life().createdAt()), made.url());
        }

        /// As a repeated request gets it.
        public MadeLink withoutSecret() {
            return new MadeLink(link, null);
        }

        @Override
        public String toString() {
            return "MadeLink[link=" + link.id() + "]";
        }
    }
}
