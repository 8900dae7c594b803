package plumbline.server.decision.stamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Store;

/// A verified reply of a time stamp authority: it is about our digest, signed by a certificate that may stamp time and
/// that somebody vouches for whom we trust.
///
/// @param authority the certificate's subject
record StampReply(Instant at, String authority) {

    /// A request for this SHA-256 digest, with a number that the reply must repeat.
    static TimeStampRequest request(byte[] digest, BigInteger nonce) {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(TSPAlgorithms.SHA256, digest, nonce);
    }

    /// @throws StampException when the reply does not prove when the digest existed
    static StampReply verified(TimeStampRequest request, byte[] reply, Set<TrustAnchor> anchors) {
        try {
            var response = new TimeStampResponse(reply);
            response.validate(request);
            var token = response.getTimeStampToken();
            if (token == null) {
                throw new StampException("the authority refuses: " + response.getStatusString());
            }
            var holder = signer(token);
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
            var at = token.getTimeStampInfo().getGenTime().toInstant();
            var certificate = new JcaX509CertificateConverter().getCertificate(holder);
            trust(certificate, token, anchors, at);
            return new StampReply(at, certificate.getSubjectX500Principal().getName());
        } catch (TSPException | IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new StampException("the reply does not verify: " + e.getMessage(), e);
        }
    }

    private static X509CertificateHolder signer(TimeStampToken token) {
        return certificates(token).stream()
                .filter(token.getSID()::match)
                .findFirst()
                .orElseThrow(() -> new StampException("the reply has no certificate of its signer"));
    }

    private static List<X509CertificateHolder> certificates(TimeStampToken token) {
        Store<X509CertificateHolder> all = token.getCertificates();
        return List.copyOf(all.getMatches(null));
    }

    /// Someone trusted must have vouched for the signer at the time of the stamp.
    private static void trust(X509Certificate signer, TimeStampToken token, Set<TrustAnchor> anchors, Instant at)
            throws GeneralSecurityException {
        if (anchors.stream().anyMatch(anchor -> signer.equals(anchor.getTrustedCert()))) {
            return;
        }
        var chain = new ArrayList<X509Certificate>();
        for (var holder : certificates(token)) {
            chain.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
        var selector = new X509CertSelector();
        selector.setCertificate(signer);
        var parameters = new PKIXBuilderParameters(anchors, selector);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }
}
