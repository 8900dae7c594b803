package plumbline.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import plumbline.ledger.Policy;
import plumbline.ledger.VerificationException;

/// Whom to believe: a key, or a policy file with keys and witnesses.
final class TrustOptions {
    @Option(names = "--key", paramLabel = "VKEY", description = Keys.DESCRIPTION)
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
                return Optional.of(Policy.parse(Keys.file(policy.get())));
            }
            return keys.isEmpty() ? Optional.empty() : Optional.of(Policy.ofLog(Keys.parse(keys)));
        } catch (VerificationException e) {
            throw new CommandFailed(CommandFailed.reason(e));
        }
    }
}
