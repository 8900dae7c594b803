package plumbline.server.identity.reviewable;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.Sha256;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonInteger;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights;

/// One access: who may do what, where, from whom and until when.
///
/// @param ref names it among all access, for example `grant:12`
/// @param owners the accounts whose own access it is, who must not review it
/// @param right in words for people: a role, or what a token may
/// @param source where it comes from, in words: `given directly`, `made by Ida Berg`
/// @param until first moment after, or null for ever
/// @param usedAt when the holder last signed in or used it, or null for never
/// @param fixed why it cannot be taken away, or empty
/// @param mark tells apart what the rest does not, for example by the grants behind a membership; may be empty
public record Access(
        String ref,
        Holder holder,
        Set<Long> owners,
        String right,
        Set<Permission> permissions,
        Scope scope,
        String source,
        Instant since,
        @Nullable Instant until,
        @Nullable Instant usedAt,
        String fixed,
        String mark) {

    /// With these somebody changes what others may do, or how the whole server works.
    private static final Set<Permission> POWERFUL = EnumSet.of(
            Permission.ACCOUNT_MANAGE,
            Permission.SCIM_PROVISION,
            Permission.REVIEW_MANAGE,
            Permission.JOB_MANAGE,
            Permission.NOTICE_MANAGE);

    public Access {
        owners = Set.copyOf(owners);
        permissions = Set.copyOf(permissions);
    }

    /// Who has it.
    ///
    /// @param subject as the journal names it, for example `account:3`
    /// @param detail what tells it from others of the same name, may be empty
    public record Holder(String subject, String name, String detail) {}

    /// Whether it is of the kind that deserves a second look.
    public boolean privileged() {
        return permissions.stream().anyMatch(POWERFUL::contains);
    }

    public Rights rights() {
        return Rights.of(permissions, scope);
    }

    /// Whether it reaches any of these services.
    public boolean reaches(Set<Long> services) {
        var own = scope.services();
        return own == null || own.stream().anyMatch(services::contains);
    }

    /// Whether it ends no later than the other.
    public boolean endsBy(@Nullable Instant latest) {
        return latest == null || (until != null && !until.isAfter(latest));
    }

    /// The same access with less, or other, in it.
    public Access with(String otherRight, Set<Permission> may, Scope where, @Nullable Instant end) {
        return new Access(ref, holder, owners, otherRight, may, where, source, since, end, usedAt, fixed, mark);
    }

    /// Tells whether the access is still what somebody saw: equal for equal rights of the same holder. When it was
    /// last used does not count.
    public String fingerprint() {
        var json = JsonObject.builder()
                .put("holder", holder.subject())
                .put("mark", mark)
                .put("may", words())
                .put("ref", ref)
                .put("right", right);
        var services = scope.services();
        if (services != null) {
            json.put(
                    "services",
                    new JsonArray(services.stream()
                            .sorted()
                            .<JsonValue>map(JsonInteger::new)
                            .toList()));
        }
        if (until != null) {
            json.put("until", until.toString());
        }
        return Sha256.hex(CanonicalJson.bytes(json.build()));
    }

    /// The permissions as people and the API write them, in order.
    public List<String> words() {
        return permissions.stream().map(Permission::word).sorted().toList();
    }
}
