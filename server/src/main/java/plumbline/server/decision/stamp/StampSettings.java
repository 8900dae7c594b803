package plumbline.server.decision.stamp;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.StartFailure;

/// Which authority stamps, and whose certificates it must have.
///
/// @param address where requests are sent (`PLUMBLINE_TSA_URL`)
/// @param anchors roots of trust (`PLUMBLINE_TSA_CERTIFICATES`), else those that Java trusts
public record StampSettings(URI address, Set<TrustAnchor> anchors) {

    public StampSettings {
        anchors = Set.copyOf(anchors);
    }

    /// None when the operator named no authority.
    public static Optional<StampSettings> from(Function<String, @Nullable String> variables) {
        var text = variables.apply("PLUMBLINE_TSA_URL");
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        var file = variables.apply("PLUMBLINE_TSA_CERTIFICATES");
        return Optional.of(
                new StampSettings(address(text.strip()), file == null || file.isBlank() ? usual() : read(file)));
    }

    private static URI address(String text) {
        try {
            var address = URI.create(text);
            if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // said below
        }
        throw new StartFailure(
                "PLUMBLINE_TSA_URL must be an address such as https://tsa.example.com/tsr, but is \"" + text + "\".");
    }

    private static Set<TrustAnchor> read(String file) {
        try (var input = Files.newInputStream(Path.of(file))) {
            var anchors = new HashSet<TrustAnchor>();
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(input)) {
                anchors.add(new TrustAnchor((X509Certificate) certificate, null));
            }
            if (!anchors.isEmpty()) {
                return anchors;
            }
            throw new StartFailure("PLUMBLINE_TSA_CERTIFICATES names " + file + ", which has no certificate.");
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new StartFailure(
                    "PLUMBLINE_TSA_CERTIFICATES names " + file + ", which cannot be read as certificates ("
                            + e.getMessage() + ").",
                    e);
        }
    }

    private static Set<TrustAnchor> usual() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            var anchors = new HashSet<TrustAnchor>();
            for (var manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager known) {
                    Arrays.stream(known.getAcceptedIssuers()).forEach(root -> anchors.add(new TrustAnchor(root, null)));
                }
            }
            return anchors;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform must trust somebody, but does not", e);
        }
    }
}
