package plumbline.server.decision;

import java.util.ArrayList;
import java.util.List;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;
import plumbline.server.decision.matter.Party;
import plumbline.server.identity.Principal;

/// What is signed of a vote: who decided what, on which version of what, in which state, by which authority.
final class VoteRecord {
    static final String TYPE = "plumbline.decision/v1";

    private VoteRecord() {}

    /// The record's canonical bytes (RFC 8785).
    ///
    /// @param server the public address of the server that signs
    /// @param at the time, as it is stored
    static byte[] bytes(Decision decision, Capacity capacity, Ballot ballot, String server, String at) {
        var vote = JsonObject.builder()
                .put("at", at)
                .put("by", person(capacity.person()))
                .put("decision", decision.id().toString())
                .put("object", object(decision))
                .put("parties", parties(decision.parties()))
                .put("reason", ballot.reason())
                .put("server", server)
                .put("state", decision.state().word())
                .put("step", step(decision))
                .put("type", TYPE)
                .put("verdict", ballot.approves() ? "approved" : "rejected");
        if (capacity.delegated() != null) {
            vote.put("delegation", capacity.delegated().delegationId()).put("onBehalfOf", person(capacity.holder()));
        }
        return CanonicalJson.bytes(vote.build());
    }

    static JsonObject object(Decision decision) {
        var subject = decision.object().subject();
        return JsonObject.builder()
                .put("contentHash", "sha256:" + decision.object().hash())
                .put("id", subject.id())
                .put("kind", subject.kind())
                .put("title", decision.presentation().title())
                .put("version", decision.object().version())
                .build();
    }

    private static JsonObject step(Decision decision) {
        var step = decision.present();
        return JsonObject.builder()
                .put("authority", step.authority().word())
                .put("name", step.name())
                .put("number", decision.step())
                .put("of", decision.steps().size())
                .put("quorum", step.quorum())
                .build();
    }

    static JsonArray parties(List<Party> parties) {
        var rows = new ArrayList<JsonValue>();
        for (var party : parties) {
            rows.add(JsonObject.builder()
                    .put("id", party.actorId())
                    .put("name", party.name())
                    .put("role", party.role().word())
                    .build());
        }
        return new JsonArray(rows);
    }

    private static JsonObject person(Principal person) {
        return JsonObject.builder()
                .put("id", person.actor().id())
                .put("name", person.name())
                .build();
    }
}
