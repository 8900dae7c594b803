package plumbline.server.review;

import java.time.Instant;
import java.util.List;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;

/// A completed review as the content of evidence: canonical JSON that a person can read.
final class ReviewRecord {
    static final String MEDIA_TYPE = "application/json";
    private static final String FORMAT = "plumbline access review, version 1";

    private ReviewRecord() {}

    /// The moment at which it ends, and the owner's words.
    record End(Instant at, String by, String statement) {}

    static byte[] bytes(Review review, List<Item> items, End end) {
        var json = JsonObject.builder()
                .put("completedAt", end.at().toString())
                .put("completedBy", end.by())
                .put("due", review.due().toString())
                .put("format", FORMAT)
                .put(
                        "items",
                        new JsonArray(items.stream()
                                .<JsonValue>map(ReviewRecord::item)
                                .toList()))
                .put("owner", review.owner().name())
                .put("review", review.id().toString())
                .put(
                        "reviewers",
                        review.reviewers().stream()
                                .map(reviewer -> reviewer.person().name())
                                .toList())
                .put("scope", scope(review.scope()))
                .put("startedAt", review.startedAt().toString())
                .put("statement", end.statement())
                .put("summary", summary(review.progress()))
                .put("title", review.title());
        return CanonicalJson.bytes(json.build());
    }

    private static JsonObject scope(Review.Scope scope) {
        return JsonObject.builder()
                .put("kinds", scope.kinds())
                .put("reaching", scope.places())
                .build();
    }

    static JsonObject summary(Review.Progress progress) {
        return JsonObject.builder()
                .put("changed", progress.changed())
                .put("endedMeanwhile", progress.ended())
                .put("kept", progress.kept())
                .put("notReviewed", progress.undecided())
                .put("revoked", progress.revoked())
                .put("total", progress.total())
                .build();
    }

    private static JsonObject item(Item item) {
        var json = JsonObject.builder()
                .put("access", item.right().words())
                .put("detail", item.held().detail())
                .put("holder", item.held().holder())
                .put("kind", item.held().kind())
                .put("name", item.held().name())
                .put("number", item.id())
                .put("permissions", item.right().permissions())
                .put("privileged", item.right().privileged())
                .put("reaches", item.right().places())
                .put("since", item.times().since().toString())
                .put("source", item.right().source());
        Snapshot.put(json, "until", item.times().until());
        Snapshot.put(json, "lastUsedAt", item.times().usedAt());
        var decision = item.decision();
        if (decision == null) {
            return json.put("decision", "not reviewed").build();
        }
        json.put("decidedAt", decision.at().toString())
                .put("decidedBy", decision.by())
                .put("decision", decision.verdict().word())
                .put("reason", decision.reason());
        if (!decision.result().isEmpty()) {
            json.put("changedTo", decision.result());
        }
        if (!decision.altered().isEmpty()) {
            json.put("differentWhenDecided", decision.altered());
        }
        return json.build();
    }
}
