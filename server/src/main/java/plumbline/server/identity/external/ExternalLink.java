package plumbline.server.identity.external;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Subject;
import plumbline.server.web.State;

/// A link for an external party, without its secret.
///
/// @param hint the secret's last letters
/// @param purpose word of a [LinkPurpose]
/// @param needs what its maker must be allowed, beside making links, for as long as it works
public record ExternalLink(
        long id,
        String hint,
        String purpose,
        Permission needs,
        About about,
        Recipient recipient,
        Maker maker,
        Life life,
        Uses uses) {

    /// The one thing that a link is about.
    ///
    /// @param serviceId the cloud service that it belongs to, or null
    /// @param title what people call it
    /// @param terms what the area settled when the link was made
    public record About(String kind, String id, @Nullable Long serviceId, String title, JsonObject terms) {}

    /// Who a link is for.
    public record Recipient(String name, String organisation, String email) {
        public String words() {
            return name + ", " + organisation;
        }
    }

    /// The person who made it.
    public record Maker(long id, String name) {}

    /// From when to when it works.
    public record Life(
            Instant createdAt, Instant expiresAt, @Nullable Instant revokedAt) {}

    /// How often it may be used, null for as often as one likes, and how often it was.
    public record Uses(
            @Nullable Integer allowed,
            int counted,
            @Nullable Instant lastAt) {
        boolean used() {
            return allowed != null && counted >= allowed;
        }

        /// How many are left, or null for no limit.
        public @Nullable Integer left() {
            return allowed == null ? null : Integer.valueOf(allowed - counted);
        }

        /// `1 of 5`.
        public String words() {
            return allowed == null ? Integer.toString(counted) : counted + " of " + allowed;
        }
    }

    /// Whether it is neither revoked nor expired nor used up. Its maker's rights are another question.
    public boolean works(Instant now) {
        return life.revokedAt == null && now.isBefore(life.expiresAt) && !uses.used();
    }

    /// What its maker must be allowed.
    public Rights rights() {
        return rights(needs, about.serviceId);
    }

    static Rights rights(Permission needs, @Nullable Long serviceId) {
        return Rights.of(
                Set.of(Permission.LINK_MANAGE, needs), serviceId == null ? Scope.EVERYWHERE : Scope.of(serviceId));
    }

    /// How it stands, for people.
    public State state(Instant now) {
        if (life.revokedAt != null) {
            return State.unknown("revoked");
        }
        if (uses.used()) {
            return State.draft("used up");
        }
        return now.isBefore(life.expiresAt) ? State.pass("works") : State.unknown("expired");
    }

    /// Whoever comes by it, as the journal keeps them.
    public Actor actor() {
        return new Actor(Actor.Kind.EXTERNAL_PARTY, "external-link:" + id, recipient.words());
    }

    public Subject subject() {
        return new Subject("external-link", "external-link:" + id, about.serviceId);
    }
}
