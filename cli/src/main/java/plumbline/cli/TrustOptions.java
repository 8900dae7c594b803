package plumbline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import plumbline.ledger.Policy;
import plumbline.ledger.VerificationException;
import plumbline.ledger.VerifierKey;

/// Whom to believe: a key, or a policy file with keys and witnesses.
final class TrustOptions {
    private static final long MAX_BYTES = 1 << 20;

    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description = "The log's public key as text (name+id+base64), or a file with such keys, one a line. May be"
                    + " given more than once: Ed25519 and ML-DSA-44.")
    private List<String> keys = List.of();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "A tlog-policy file instead: the log's keys, witnesses, and how many of these must have signed.")
    private Optional<Path> policy = Optional.empty();

    /// What was asked to be trusted; empty if nothing was.
    Optional<Policy> policy() {
        if (policy.isPresent() && !keys.isEmpty()) {
            throw new CommandFailed("give either --key or --policy, since a policy has its keys");
        }
        try {
            if (policy.isPresent()) {
                return Optional.of(Policy.parse(read(policy.get())));
            }
            return keys.isEmpty() ? Optional.empty() : Optional.of(Policy.ofLog(keys()));
        } catch (VerificationException e) {
            throw new CommandFailed(CommandFailed.reason(e));
        }
    }

    private List<VerifierKey> keys() {
        List<VerifierKey> parsed = new ArrayList<>();
        for (String key : keys) {
            String text = key.contains("+") ? key : new String(read(Path.of(key)), StandardCharsets.UTF_8);
            text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(VerifierKey::parse)
                    .forEach(parsed::add);
        }
        if (parsed.isEmpty()) {
            throw new CommandFailed("--key names a file without a key in it");
        }
        return parsed;
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new CommandFailed(file + " is too large for a key or a policy");
            }
            return Files.readAllBytes(file);
        } catch (IOException _) {
            throw new CommandFailed(file + " cannot be read: give an existing file, or the text of a key");
        }
    }
}
