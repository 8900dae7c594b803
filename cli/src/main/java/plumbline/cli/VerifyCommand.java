package plumbline.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import plumbline.ledger.Policy;
import plumbline.ledger.VerificationException;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.pack.PackException;
import plumbline.ledger.pack.PackLimits;
import plumbline.ledger.pack.PackRefusal;
import plumbline.ledger.pack.PackScope;
import plumbline.ledger.pack.PackVerifier;
import plumbline.ledger.pack.VerifiedPack;

/// `plumbline verify`: is this pack what the log's owner recorded?
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Plumbline.Version.class,
        header = "Verify an audit pack, offline.",
        description = {
            "",
            "Recomputes every digest, leads every record to the root that the log signed, and renders the readable page"
                    + " again. Opens no connection and reads nothing but the pack and the key or policy you give."
        },
        footer = {
            "",
            "Examples:",
            "  plumbline verify pack.zip --key 'example.org/log+1a2b3c4d+AQ...'",
            "  plumbline verify pack.zip --key log.vkey",
            "  plumbline verify pack.zip --policy auditors-policy.txt --format json",
            "",
            "Exit codes: 0 verified, 1 refused (with the reason), 2 misuse,",
            "3 fits together, but nobody knows who made it, since no key was given."
        })
final class VerifyCommand implements Callable<Integer> {
    enum Format {
        TEXT,
        JSON
    }

    private final Surroundings surroundings;

    @Parameters(paramLabel = "PACK", description = "The pack, a ZIP file.")
    private Path pack = Path.of("");

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    private Format format = Format.TEXT;

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Optional<Policy> policy = trust.policy();
        try {
            return accepted(PackVerifier.verify(pack, policy, PackLimits.DEFAULT));
        } catch (PackException e) {
            if (e.refusal() == PackRefusal.UNREADABLE) {
                throw new CommandFailed(CommandFailed.reason(e));
            }
            return refused(e.refusal().code(), e.refusal().meaning(), CommandFailed.reason(e));
        } catch (VerificationException e) {
            return refused(e.refusal().code(), e.refusal().meaning(), CommandFailed.reason(e));
        }
    }

    private int accepted(VerifiedPack verified) {
        int exitCode = verified.trusted() ? ExitCode.PASS : ExitCode.UNDECIDED;
        if (format == Format.JSON) {
            print(JsonObject.builder()
                    .put("result", verified.trusted() ? "verified" : "consistent")
                    .put("pack", verified.scope().id())
                    .put("manifestSha256", verified.manifestSha256())
                    .put("origin", verified.checkpoint().origin())
                    .put("size", verified.checkpoint().size())
                    .put("proven", verified.proven())
                    .put("notProven", verified.notProven())
                    .build());
            return exitCode;
        }
        PrintStream out = surroundings.out();
        PackScope scope = verified.scope();
        out.println(
                verified.trusted()
                        ? surroundings.green("VERIFIED") + "  " + scope.id()
                        : surroundings.yellow("NOT AUTHENTICATED") + "  " + scope.id()
                                + " fits together, but without --key or --policy nobody knows who made it");
        out.printf("  %s, %s%n", scope.serviceName(), scope.organisation());
        out.printf("  %s to before %s, edition %s%n", scope.from(), scope.to(), scope.edition());
        out.printf("  manifest sha256:%s%n", verified.manifestSha256());
        out.println();
        out.println("Proven");
        verified.proven().forEach(line -> out.println("  " + surroundings.green("+") + " " + line));
        out.println("Not proven");
        verified.notProven().forEach(line -> out.println("  " + surroundings.yellow("-") + " " + line));
        return exitCode;
    }

    private int refused(String code, String meaning, String message) {
        if (format == Format.JSON) {
            print(JsonObject.builder()
                    .put("result", "refused")
                    .put("reason", code)
                    .put("message", message)
                    .build());
        } else {
            surroundings.out().printf("%s  %s: %s%n", surroundings.red("REFUSED"), code, meaning);
            surroundings.out().println("  " + Surroundings.printable(message));
        }
        return ExitCode.REFUSED;
    }

    private void print(JsonObject json) {
        surroundings.out().println(CanonicalJson.text(json));
    }
}
