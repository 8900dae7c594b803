package plumbline.server.decision.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.OpenToAll;

/// The public keys by which anybody verifies what this server signed.
@RestController
@RequestMapping("/api/v1")
public final class KeyApi {
    private final Signing signing;

    public KeyApi(Signing signing) {
        this.signing = signing;
    }

    /// A public key of this server.
    ///
    /// @param pem SubjectPublicKeyInfo, as OpenSSL reads it
    record KeyBody(String id, String algorithm, Instant since, String pem) {}

    /// The public keys with which votes were ever signed here, the present one first.
    @OpenToAll("whoever holds a vote's record must be able to verify it")
    @GetMapping("/decision-keys")
    Page<KeyBody> keys(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.within(signing.keys(), new Page.Request(limit, cursor), "decision keys", KeyStore.PublicKey::id)
                .map(key -> new KeyBody(key.id(), "Ed25519", key.since(), key.pem()));
    }

    /// One public key as a PEM file.
    @OpenToAll("whoever holds a vote's record must be able to verify it")
    @GetMapping("/decision-keys/{id}")
    ResponseEntity<byte[]> key(@PathVariable String id) {
        var key = signing.key(id)
                .orElseThrow(() -> Problem.notFound("There is no such key.").exception());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/x-pem-file"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("decision-key-" + key.id() + ".pem")
                                .build()
                                .toString())
                .body(key.pem().getBytes(StandardCharsets.US_ASCII));
    }
}
