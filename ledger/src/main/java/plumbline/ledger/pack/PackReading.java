package plumbline.ledger.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.Policy;
import plumbline.ledger.Sha256;
import plumbline.ledger.VerificationException;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.pack.zip.Entry;
import plumbline.ledger.pack.zip.ZipInput;

/// Takes a pack's files as they come and holds them against the manifest. A file that is changed, missing, unlisted
/// or out of order is said before anything that such a file made wrong elsewhere.
final class PackReading implements ZipInput.Visitor {
    private final Optional<Policy> trust;
    private final PackLimits limits;
    private final TreeSet<String> missing = new TreeSet<>();
    private String previous = "";
    private int files;
    private @Nullable Manifest manifest;
    private @Nullable PackChecks checks;
    private @Nullable RuntimeException wrong;

    PackReading(Optional<Policy> trust, PackLimits limits) {
        this.trust = trust;
        this.limits = limits;
    }

    @Override
    public void visit(Entry entry, InputStream content) throws IOException {
        String name = entry.name();
        files++;
        if (manifest == null || checks == null) {
            readManifest(name, content);
            return;
        }
        Manifest.Listed listed = manifest.files().get(name);
        if (listed == null && !PackPaths.PROVING.contains(name) && !PackPaths.isProof(name)) {
            throw new PackException(PackRefusal.UNLISTED_FILE, name + " stands in no manifest");
        }
        if (name.compareTo(previous) <= 0) {
            throw new PackException(PackRefusal.REORDERED, name + " must come before " + previous);
        }
        previous = name;
        missing.remove(name);
        DigestInputStream digested = new DigestInputStream(content, Sha256.digest());
        check(checks, name, digested);
        digested.transferTo(OutputStream.nullOutputStream());
        String sha256 = HexFormat.of().formatHex(digested.getMessageDigest().digest());
        if (listed != null && !listed.equals(new Manifest.Listed(entry.size(), sha256))) {
            throw new PackException(PackRefusal.CHANGED_FILE, name + " is not what the manifest says");
        }
    }

    private void readManifest(String name, InputStream content) throws IOException {
        if (!name.equals(PackPaths.MANIFEST)) {
            throw new PackException(
                    PackRefusal.MISSING_FILE, "a pack begins with manifest.json, but this file with " + name);
        }
        byte[] bytes = PackChecks.bounded(name, content, limits.documentBytes());
        manifest = Manifest.read(bytes);
        checks = new PackChecks(manifest, bytes, trust, limits);
        missing.addAll(manifest.files().keySet());
        missing.addAll(PackPaths.ALWAYS);
        missing.addAll(PackPaths.PROVING);
    }

    /// Keeps the first thing wrong for the end: what looks wrong here may come from a file that is missing.
    private void check(PackChecks checks, String name, InputStream content) throws IOException {
        if (wrong != null) {
            return;
        }
        try {
            checks.check(name, content);
        } catch (PackException | VerificationException e) {
            wrong = e;
        } catch (JsonException e) {
            wrong = new PackException(PackRefusal.MALFORMED_DOCUMENT, name + " is refused: " + e.getMessage());
        }
    }

    VerifiedPack finish() {
        if (!missing.isEmpty()) {
            throw new PackException(PackRefusal.MISSING_FILE, missing.first() + " is missing");
        }
        if (wrong != null) {
            throw wrong;
        }
        try {
            return Objects.requireNonNull(checks).finish(files);
        } catch (JsonException e) {
            throw new PackException(PackRefusal.MALFORMED_DOCUMENT, "a document is refused: " + e.getMessage());
        }
    }
}
