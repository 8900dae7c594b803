package plumbline.ledger.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.json.JsonValue;

/// The list of every file in a pack with its length and SHA-256, and what the pack is about. Only what proves the
/// manifest itself stands outside it: checkpoint, proofs and seal, whose names follow from the list.
record Manifest(PackScope scope, SortedMap<String, Listed> files) {
    static final String FORMAT = "plumbline.pack/v1";

    /// What the manifest says of one file.
    record Listed(long length, String sha256) {}

    Manifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    byte[] bytes() {
        List<JsonValue> list = new ArrayList<>();
        files.forEach((path, digest) -> list.add(JsonObject.builder()
                .put("path", path)
                .put("length", digest.length())
                .put("sha256", digest.sha256())
                .build()));
        return CanonicalJson.bytes(JsonObject.builder()
                .put("format", FORMAT)
                .put("scope", scope.json())
                .put("files", new JsonArray(list))
                .build());
    }

    /// Reads a manifest; anything but the bytes that [#bytes()] writes is refused.
    static Manifest read(byte[] bytes) {
        try {
            JsonObject json = JsonReader.readCanonical(bytes);
            if (!json.string("format").equals(FORMAT)) {
                throw new JsonException("its format is not " + FORMAT + ", but " + json.string("format"));
            }
            TreeMap<String, Listed> files = new TreeMap<>();
            for (JsonObject file : json.array("files").objects()) {
                files.put(file.string("path"), new Listed(file.integer("length"), file.string("sha256")));
            }
            Manifest manifest = new Manifest(PackScope.read(json.object("scope")), files);
            if (!Arrays.equals(manifest.bytes(), bytes)) {
                throw new JsonException("it has members that no manifest has, or its files are not in order");
            }
            manifest.files.keySet().forEach(PackPaths::requireListable);
            return manifest;
        } catch (JsonException | IllegalArgumentException e) {
            throw new PackException(PackRefusal.MALFORMED_MANIFEST, "manifest.json is refused: " + e.getMessage());
        }
    }
}
