package plumbline.bench.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import plumbline.ledger.json.JsonObject;

/// Decisions one after the other, as people take them: one decides about a control and puts the statement up, another
/// looks at it and approves.
final class Approvals {
    private static final String CONTROL = "/api/v1/controls/2015/5.1.1";
    private static final String VERSIONS = "/api/v1/statements/2015/versions";

    private final Visitor author;
    private final Visitor approver;
    private long decided;

    /// Both at a page.
    Approvals(Visitor author, Visitor approver) throws IOException {
        this.author = author;
        this.approver = approver;
        this.decided = author.ask("GET", CONTROL, "", 200).integer("version");
    }

    /// Takes so many; answers how long each approval took.
    List<Long> take(int count) throws IOException {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nanos.add(once());
        }
        return nanos;
    }

    private long once() throws IOException {
        decided = author.ask(
                        "PUT",
                        CONTROL + "/applicability",
                        "{\"applicable\":true,\"reason\":\"as of decision %d\",\"version\":%d}"
                                .formatted(decided + 1, decided),
                        200)
                .integer("version");
        String decision =
                "/api/v1/decisions/" + author.ask("POST", VERSIONS, "", 201).string("decision");
        JsonObject seen = approver.ask("GET", decision, "", 200);
        String vote = "{\"version\":%d,\"contentHash\":\"%s\",\"state\":\"%s\",\"step\":%d,\"verdict\":\"approved\"}"
                .formatted(
                        seen.object("object").integer("version"),
                        seen.object("object").string("contentHash"),
                        seen.string("state"),
                        seen.integer("step"));
        long begun = System.nanoTime();
        approver.ask("POST", decision + "/votes", vote, 201);
        return System.nanoTime() - begun;
    }
}
