package plumbline.server.decision;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.matter.PartyRole;
import plumbline.server.decision.matter.Step;
import plumbline.server.decision.matter.VersionChange;
import plumbline.server.decision.stamp.Stamp;
import plumbline.server.identity.Account;

/// Decisions as the API shows them.
final class DecisionJson {
    private static final int MOST_NAMES = 20;

    private DecisionJson() {}

    /// A decision in a list.
    ///
    /// @param kind of the object
    /// @param waitsFor what is waited for, empty when it is closed
    /// @param due until when somebody must vote, if there is such a time
    record DecisionSummary(
            String id,
            String kind,
            String title,
            int version,
            String state,
            String waitsFor,
            String requester,
            Instant openedAt,
            @Nullable Instant due,
            @Nullable Instant closedAt) {}

    /// A decision.
    ///
    /// @param state `open`, `review due`, `approved`, `rejected`, `voided`, `expired` or `withdrawn`
    /// @param step number of the present step
    /// @param changes what this version changes against the last approved one
    /// @param waitsForYou whether the caller may vote now
    /// @param notYou why the caller may not, when others may
    record DecisionBody(
            String id,
            DecidedObject object,
            String title,
            String href,
            String state,
            int step,
            List<PartyBody> parties,
            List<StepBody> steps,
            List<VoteBody> votes,
            List<VersionChange> changes,
            Instant openedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant reviewDueAt,
            @Nullable Instant closedAt,
            @Nullable String closing,
            boolean waitsForYou,
            @Nullable String notYou) {}

    /// What is decided on.
    ///
    /// @param contentHash `sha256:` and the digest of the object's content as canonical JSON
    record DecidedObject(String kind, String id, int version, String contentHash) {}

    /// Somebody who takes part.
    ///
    /// @param role `author`, `requester` or `implementer`
    record PartyBody(String role, String id, String name) {}

    /// A step.
    ///
    /// @param authority the permission that its voters need
    /// @param apart the parties that may not vote
    /// @param afterwards whether it reviews what is in force already
    /// @param approvers names of people who could vote at it now, at most 20; none at a step that is over
    record StepBody(
            int number,
            String name,
            String authority,
            int quorum,
            List<String> apart,
            boolean afterwards,
            List<String> approvers) {}

    /// A vote with its signature; `href` has the record, its signature and its time stamp as files.
    ///
    /// @param verdict `approved` or `rejected`
    /// @param signature Ed25519 over the record's bytes, base64
    /// @param timeStamp of the authority that the operator named, or null without one
    record VoteBody(
            long id,
            int step,
            String verdict,
            String by,
            @Nullable String onBehalfOf,
            String reason,
            Instant at,
            String recordHash,
            String signature,
            String key,
            String href,
            @Nullable StampBody timeStamp) {}

    /// An RFC 3161 time stamp over the signature.
    ///
    /// @param at when the signature existed; null while the stamp is wanted
    /// @param trouble why it could not be had the last time
    record StampBody(
            @Nullable Instant at,
            @Nullable String authority,
            @Nullable String trouble) {
        static @Nullable StampBody of(@Nullable Stamp stamp) {
            if (stamp == null) {
                return null;
            }
            return stamp.pending()
                    ? new StampBody(null, null, stamp.trouble().isEmpty() ? null : stamp.trouble())
                    : new StampBody(stamp.at(), stamp.authority(), null);
        }
    }

    static DecisionSummary row(DecisionRow row) {
        return new DecisionSummary(
                row.id().toString(),
                row.kind(),
                row.title(),
                row.version(),
                row.state().word(),
                row.waitsFor(),
                row.requester(),
                row.openedAt(),
                row.due(),
                row.closedAt());
    }

    static DecisionBody body(Decision decision, DecisionQueries.Ways ways, DecisionQueries queries) {
        var stamps = queries.stamps(decision);
        var object = decision.object();
        var closing = decision.closing();
        return new DecisionBody(
                decision.id().toString(),
                new DecidedObject(
                        object.subject().kind(), object.subject().id(), object.version(), "sha256:" + object.hash()),
                decision.presentation().title(),
                decision.presentation().href(),
                decision.state().word(),
                decision.step(),
                decision.parties().stream()
                        .map(party -> new PartyBody(party.role().word(), party.actorId(), party.name()))
                        .toList(),
                steps(decision, queries.approvers(decision)),
                decision.votes().stream()
                        .map(vote -> vote(decision.id(), vote, stamps.get(vote.id())))
                        .toList(),
                decision.presentation().changes(),
                decision.openedAt(),
                decision.expiresAt(),
                decision.reviewDueAt(),
                closing == null ? null : closing.at(),
                closing == null ? null : closing.why(),
                !ways.capacities().isEmpty(),
                ways.refusal() == null ? null : ways.refusal().why());
    }

    private static List<StepBody> steps(Decision decision, List<List<Account>> approvers) {
        return IntStream.range(0, decision.steps().size())
                .mapToObj(index -> step(index + 1, decision.steps().get(index), approvers.get(index)))
                .toList();
    }

    private static StepBody step(int number, Step step, List<Account> approvers) {
        return new StepBody(
                number,
                step.name(),
                step.authority().word(),
                step.quorum(),
                step.apart().stream()
                        .sorted(Comparator.naturalOrder())
                        .map(PartyRole::word)
                        .toList(),
                step.isAfterwards(),
                approvers.stream().limit(MOST_NAMES).map(Account::name).toList());
    }

    static VoteBody vote(DecisionId decision, Vote vote, @Nullable Stamp stamp) {
        var other = vote.onBehalfOf();
        return new VoteBody(
                vote.id(),
                vote.step(),
                vote.word(),
                vote.by().name(),
                other == null ? null : other.name(),
                vote.reason(),
                vote.at(),
                "sha256:" + vote.signed().digest(),
                vote.signed().signatureText(),
                vote.signed().keyId(),
                DecisionApi.ADDRESS + "/" + decision + "/votes/" + vote.id(),
                StampBody.of(stamp));
    }

    /// What is now, for whoever comes too late.
    static Map<String, Object> present(Voted.Late late) {
        var decision = late.decision();
        var object = late.object();
        var present = new LinkedHashMap<String, Object>();
        present.put("state", decision.state().word());
        present.put("step", decision.step());
        present.put("version", object.version());
        if (object.hash() != null) {
            present.put("contentHash", "sha256:" + object.hash());
        }
        if (object.changedAt() != null) {
            present.put("changedAt", object.changedAt());
            present.put("changedBy", object.changedBy());
        }
        present.put("changes", object.changes());
        return present;
    }
}
