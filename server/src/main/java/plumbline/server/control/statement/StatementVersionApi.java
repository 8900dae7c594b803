package plumbline.server.control.statement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.catalog.Catalog;
import plumbline.server.api.Idempotency;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.decision.matter.VersionChange;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// The statement of applicability as JSON: how it stands, its versions, and the door to put it up for approval.
@RestController
@RequestMapping("/api/v1/statements/{edition}")
final class StatementVersionApi {
    private static final int MOST_NAMES = 20;

    private final Catalog catalog;
    private final StatementVersions versions;
    private final Idempotency idempotency;

    StatementVersionApi(Catalog catalog, StatementVersions versions, Idempotency idempotency) {
        this.catalog = catalog;
        this.versions = versions;
        this.idempotency = idempotency;
    }

    /// How the statement of an edition stands.
    ///
    /// @param approved number of the version that holds, or null
    /// @param inReview number of the version that waits for a decision, or null
    /// @param draftHash `sha256:` and the digest of what is decided of each control now
    /// @param undecided how many controls nobody has decided about
    /// @param approvers names of people who could approve the draft if the caller put it up now, at most 20
    /// @param changes what the draft says otherwise than the approved version
    record StatementBody(
            String edition,
            @Nullable Integer approved,
            @Nullable Integer inReview,
            String draftHash,
            long undecided,
            long excluded,
            List<String> approvers,
            List<VersionChange> changes) {}

    /// A version.
    ///
    /// @param state `in review`, `approved`, `superseded` or `archived`
    /// @param decision the decision on it
    record VersionBody(
            String edition,
            int number,
            String state,
            String contentHash,
            String decision,
            String submittedBy,
            Instant submittedAt,
            @Nullable Instant approvedAt,
            @Nullable Instant endedAt) {}

    /// A version and all that it says.
    record WholeVersion(VersionBody version, List<StatementContent.Line> rows, List<VersionChange> changes) {}

    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping
    StatementBody get(Principal principal, @PathVariable String edition) {
        var standing = versions.standing(known(edition));
        var approved = standing.approved();
        var inReview = standing.inReview();
        return new StatementBody(
                edition,
                approved == null ? null : Integer.valueOf(approved.number()),
                inReview == null ? null : Integer.valueOf(inReview.number()),
                "sha256:" + standing.draft().hash(),
                standing.draft().undecided(),
                standing.draft().excluded(),
                versions.approvals(principal.actor(), edition).getFirst().people().stream()
                        .limit(MOST_NAMES)
                        .map(Account::name)
                        .toList(),
                standing.changes());
    }

    /// The versions that were put up for approval, the newest first.
    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping("/versions")
    Page<VersionBody> list(
            @PathVariable String edition,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.within(
                        versions.all(known(edition)),
                        new Page.Request(limit, cursor),
                        "versions of statement " + edition,
                        version -> Integer.toString(version.number()))
                .map(StatementVersionApi::body);
    }

    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping("/versions/{number}")
    @OpensRecord("statement")
    WholeVersion version(@PathVariable String edition, @PathVariable int number) {
        var version = find(edition, number);
        return new WholeVersion(body(version), versions.content(version).rows(), versions.changes(version));
    }

    /// Exactly the bytes that the version's digest is of: canonical JSON (RFC 8785).
    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping("/versions/{number}/content")
    @OpensRecord("statement")
    ResponseEntity<byte[]> content(@PathVariable String edition, @PathVariable int number) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(versions.bytes(find(edition, number)));
    }

    /// Freezes what is decided now as the next version, and opens the decision on it.
    @Requires(Permission.CONTROL_DECIDE)
    @PostMapping("/versions")
    ResponseEntity<VersionBody> submit(
            Principal principal,
            @PathVariable String edition,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var address = "/api/v1/statements/" + known(edition) + "/versions";
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + address, "");
        return idempotency.once(asked, VersionBody.class, tx -> switch (versions.submit(
                tx, principal.actor(), edition)) {
            case Submitted.InReview(var version) ->
                Idempotency.Done.created(address + "/" + version.number(), body(version));
            case Submitted.Refused(var why) -> throw Problem.conflict(why).exception();
        });
    }

    private StatementVersion find(String edition, int number) {
        return versions.find(known(edition), number)
                .orElseThrow(() -> Problem.notFound("The statement has no version " + number + ".")
                        .exception());
    }

    private String known(String edition) {
        if (catalog.editions().stream().noneMatch(known -> known.id().equals(edition))) {
            throw Problem.notFound("The catalogue has no edition " + edition + ".")
                    .exception();
        }
        return edition;
    }

    private static VersionBody body(StatementVersion version) {
        return new VersionBody(
                version.edition(),
                version.number(),
                version.state().word(),
                "sha256:" + version.hash(),
                version.decision(),
                version.submittedBy(),
                version.submittedAt(),
                version.approvedAt(),
                version.endedAt());
    }
}
