package plumbline.server.evidence.ledger;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.Policy;
import plumbline.ledger.VerificationException;
import plumbline.server.platform.StartFailure;

/// The witnesses that the operator chose: a policy file with `witness` lines, each with the address that is asked.
final class WitnessSettings {
    private static final String VARIABLE = "PLUMBLINE_LEDGER_WITNESSES";

    private WitnessSettings() {}

    /// Reads the policy file; no witnesses without one.
    ///
    /// @throws StartFailure when it cannot be read, or a witness has no address that can be asked
    static List<Policy.Witness> read(@Nullable String file) {
        if (file == null || file.isBlank()) {
            return List.of();
        }
        try {
            var witnesses =
                    Policy.parse(Files.readAllBytes(Path.of(file.strip()))).witnesses();
            witnesses.forEach(WitnessSettings::address);
            return witnesses;
        } catch (IOException | VerificationException e) {
            throw new StartFailure(
                    VARIABLE + " must name a policy file with witness lines, but " + file + " is none: "
                            + e.getMessage(),
                    e);
        }
    }

    /// Where a witness is asked.
    static URI address(Policy.Witness witness) {
        var url = witness.url().orElse("");
        try {
            var address = URI.create(url);
            boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            if (web && address.getHost() != null && address.getUserInfo() == null && address.getQuery() == null) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // said below, in the same words as an address of another kind
        }
        throw new StartFailure(VARIABLE + ": the witness " + witness.name()
                + " must have an address such as https://witness.example.com/prefix, but has \"" + url + "\".");
    }
}
