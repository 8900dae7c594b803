package plumbline.ledger.pack;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonReader;

/// Checks the folders of `evidence/`. Each has, in this order: the commitment, then salt and content unless withheld,
/// then the record.
final class EvidenceChecks {
    private final PackLimits limits;
    private final List<PackFacts.Evidence> complete = new ArrayList<>();
    private @Nullable Commitment open;
    private @Nullable Salt salt;
    private boolean disclosed;

    EvidenceChecks(PackLimits limits) {
        this.limits = limits;
    }

    /// Checks one file; the commitment that it has, if it is one, is yet to be proven.
    Optional<Commitment> check(String path, InputStream content) throws IOException {
        String file = PackPaths.file(path);
        if (file.equals(PackPaths.COMMITMENT)) {
            return Optional.of(begin(path, PackChecks.bounded(path, content, limits.lineBytes())));
        }
        Commitment commitment = open;
        if (commitment == null || !commitment.id().equals(PackPaths.id(path))) {
            throw new PackException(PackRefusal.MISSING_FILE, path + " has no commitment before it");
        }
        switch (file) {
            case PackPaths.SALT -> salt = salt(path, PackChecks.bounded(path, content, limits.lineBytes()));
            case PackPaths.RECORD -> end(commitment, path, content);
            default -> content(commitment, path, content);
        }
        return Optional.empty();
    }

    List<PackFacts.Evidence> finish() {
        requireClosed();
        return complete;
    }

    private Commitment begin(String path, byte[] leaf) {
        requireClosed();
        Commitment commitment = commitment(path, leaf);
        if (!PackPaths.evidence(commitment.id(), PackPaths.COMMITMENT).equals(path)) {
            throw new PackException(
                    PackRefusal.MALFORMED_COMMITMENT, path + " has the commitment of " + commitment.id());
        }
        open = commitment;
        salt = null;
        disclosed = false;
        return commitment;
    }

    private void content(Commitment commitment, String path, InputStream content) throws IOException {
        if (!PackPaths.file(path).equals(PackPaths.content(commitment.mediaType())) || salt == null) {
            throw new PackException(
                    PackRefusal.MALFORMED_COMMITMENT, path + " has no salt, or not the name of its media type");
        }
        if (!salt.digest(content).equals(commitment.digest())) {
            throw new PackException(PackRefusal.COMMITMENT_MISMATCH, path + " is not what was committed to in the log");
        }
        disclosed = true;
    }

    private void end(Commitment commitment, String path, InputStream content) throws IOException {
        if (salt != null && !disclosed) {
            throw new PackException(PackRefusal.MALFORMED_COMMITMENT, path + " follows a salt without content");
        }
        byte[] bytes = PackChecks.bounded(path, content, limits.documentBytes());
        complete.add(new PackFacts.Evidence(commitment, JsonReader.readCanonical(bytes), disclosed));
        open = null;
    }

    private void requireClosed() {
        if (open != null) {
            throw new PackException(
                    PackRefusal.MISSING_FILE, PackPaths.evidence(open.id(), PackPaths.RECORD) + " is missing");
        }
    }

    static Commitment commitment(String path, byte[] leaf) {
        try {
            return Commitment.read(leaf);
        } catch (JsonException e) {
            throw new PackException(PackRefusal.MALFORMED_COMMITMENT, path + " is refused: " + e.getMessage());
        }
    }

    static Salt salt(String path, byte[] bytes) {
        if (bytes.length != Salt.BYTES) {
            throw new PackException(PackRefusal.MALFORMED_COMMITMENT, path + " has not " + Salt.BYTES + " bytes");
        }
        return Salt.of(bytes);
    }
}
