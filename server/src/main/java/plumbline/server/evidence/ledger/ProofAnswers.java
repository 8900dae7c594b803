package plumbline.server.evidence.ledger;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import plumbline.server.api.Problem;

/// Proofs as downloads, for whichever endpoint has checked the reader's rights.
public final class ProofAnswers {
    private ProofAnswers() {}

    /// The item's `.tlog-proof`; 409 while it waits.
    public static ResponseEntity<byte[]> proof(Ledger ledger, LedgerItem item) {
        var proof = published(ledger, item).proof().bytes();
        return answer(item.id() + ".tlog-proof", MediaType.parseMediaType("text/plain;charset=utf-8"), proof);
    }

    /// The item's leaf; 409 while it waits.
    public static ResponseEntity<byte[]> leaf(Ledger ledger, LedgerItem item) {
        var leaf = published(ledger, item).commitment().leaf();
        return answer(item.id() + ".leaf.json", MediaType.APPLICATION_JSON, leaf);
    }

    private static Proof.Published published(Ledger ledger, LedgerItem item) {
        return switch (ledger.proof(item)) {
            case Proof.Published published -> published;
            case Proof.Waiting _ ->
                throw Problem.conflict(item.id() + " waits for the ledger: ask again in a moment.")
                        .exception();
        };
    }

    private static ResponseEntity<byte[]> answer(String name, MediaType type, byte[] body) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(body);
    }
}
