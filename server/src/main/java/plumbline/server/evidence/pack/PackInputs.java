package plumbline.server.evidence.pack;

import java.time.Instant;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.pack.PackDocuments;
import plumbline.ledger.pack.PackScope;

/// What goes into a pack, settled once and kept as a body, so that a pack taken up again after a restart is the same.
///
/// @param size of the log: the pack holds what its window selects below it
record PackInputs(PackScope scope, long size, PackDocuments documents) {

    byte[] bytes() {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("asOf", scope.asOf().toString())
                .put("catalog", documents.catalog())
                .put("edition", scope.edition())
                .put("findings", documents.findings())
                .put("from", scope.from().toString())
                .put("id", scope.id())
                .put("organisation", scope.organisation())
                .put("service", scope.service())
                .put("serviceName", scope.serviceName())
                .put("size", size)
                .put("soa", documents.soa())
                .put("to", scope.to().toString())
                .build());
    }

    static PackInputs read(byte[] bytes) {
        var json = JsonReader.readCanonical(bytes);
        var scope = new PackScope(
                json.string("id"),
                json.string("organisation"),
                json.string("service"),
                json.string("serviceName"),
                Instant.parse(json.string("from")),
                Instant.parse(json.string("to")),
                Instant.parse(json.string("asOf")),
                json.string("edition"));
        var documents = new PackDocuments(json.object("catalog"), json.object("soa"), json.object("findings"));
        return new PackInputs(scope, json.integer("size"), documents);
    }
}
