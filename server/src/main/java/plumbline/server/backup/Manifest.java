package plumbline.server.backup;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.json.JsonValue;
import plumbline.server.platform.StartFailure;

/// Every entry of a backup with its length and digest, in order; the backup ends with it.
final class Manifest {
    static final String ENTRY = "manifest.json";

    private final List<Item> items = new ArrayList<>();

    record Item(String name, long length, String sha256) {}

    void add(String name, long length, byte[] sha256) {
        items.add(new Item(name, length, HexFormat.of().formatHex(sha256)));
    }

    byte[] json() {
        var listed = items.stream()
                .<JsonValue>map(item -> JsonObject.builder()
                        .put("length", item.length())
                        .put("name", item.name())
                        .put("sha256", item.sha256())
                        .build())
                .toList();
        return CanonicalJson.bytes(
                JsonObject.builder().put("entries", new JsonArray(listed)).build());
    }

    /// Compares what was read with what the backup says that it holds.
    void require(byte[] json) {
        var said = JsonReader.readObject(json).array("entries").objects().stream()
                .map(item -> new Item(item.string("name"), item.integer("length"), item.string("sha256")))
                .toList();
        if (!said.equals(items)) {
            throw new StartFailure("The backup does not hold what its manifest says. Take another copy of it.");
        }
    }

    int size() {
        return items.size();
    }

    long bytes() {
        return items.stream().mapToLong(Item::length).sum();
    }
}
