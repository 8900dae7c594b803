package plumbline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import plumbline.ledger.VerificationException;
import plumbline.ledger.VerifierKey;

/// Reads what people give as `--key`: the text of a key, or a file with keys.
final class Keys {
    static final String DESCRIPTION =
            "The log's public key as text (name+id+base64), or a file with such keys, one a line."
                    + " May be given more than once: Ed25519 and ML-DSA-44.";

    private static final long MAX_BYTES = 1 << 20;

    private Keys() {}

    static List<VerifierKey> parse(List<String> options) {
        List<VerifierKey> keys = new ArrayList<>();
        for (String option : options) {
            String text = option.contains("+") ? option : new String(file(Path.of(option)), StandardCharsets.UTF_8);
            try {
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(VerifierKey::parse)
                        .forEach(keys::add);
            } catch (VerificationException e) {
                throw new CommandFailed(CommandFailed.reason(e));
            }
        }
        if (keys.isEmpty()) {
            throw new CommandFailed("--key names a file without a key in it");
        }
        return keys;
    }

    /// A small file that was named as an option.
    static byte[] file(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new CommandFailed(file + " is too large to be what it should be");
            }
            return Files.readAllBytes(file);
        } catch (IOException _) {
            throw new CommandFailed(file + " is not there or cannot be read");
        }
    }
}
