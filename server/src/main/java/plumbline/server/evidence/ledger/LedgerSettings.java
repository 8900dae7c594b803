package plumbline.server.evidence.ledger;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.Policy;
import plumbline.server.platform.Settings;
import plumbline.server.platform.StartFailure;

/// What the operator may set for the ledger.
///
/// @param folder the log's files, which any web server may serve
/// @param keyFile the log's private keys
/// @param origin the log's name (`PLUMBLINE_LEDGER_ORIGIN`), else the public address without its scheme
/// @param chosen whether the operator named the origin
/// @param witnesses who is asked to cosign (`PLUMBLINE_LEDGER_WITNESSES`), with their addresses
public record LedgerSettings(Path folder, Path keyFile, String origin, boolean chosen, List<Policy.Witness> witnesses) {

    public LedgerSettings {
        witnesses = List.copyOf(witnesses);
    }

    public static LedgerSettings from(Settings settings, Function<String, @Nullable String> variables) {
        var origin = variables.apply("PLUMBLINE_LEDGER_ORIGIN");
        var chosen = origin == null ? "" : origin.strip();
        return new LedgerSettings(
                settings.shared().resolve("ledger"),
                settings.shared().resolve("keys").resolve("ledger.key"),
                checked(chosen.isEmpty() ? withoutScheme(settings.publicUrl()) : chosen),
                !chosen.isEmpty(),
                WitnessSettings.read(variables.apply("PLUMBLINE_LEDGER_WITNESSES")));
    }

    private static String withoutScheme(String url) {
        var uri = URI.create(url);
        return uri.getRawSchemeSpecificPart().substring(2);
    }

    private static String checked(String origin) {
        if (!origin.matches("[\\w.:-]+(/[\\w.~:-]+)*")) {
            throw new StartFailure(
                    "PLUMBLINE_LEDGER_ORIGIN must be an address without scheme and trailing slash, such as"
                            + " plumbline.example.com/ledger, but is \"" + origin + "\".");
        }
        return origin;
    }
}
