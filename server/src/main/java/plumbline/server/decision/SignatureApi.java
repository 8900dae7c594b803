package plumbline.server.decision;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Problem;
import plumbline.server.decision.stamp.Stamps;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Votes as files that any tool verifies: the record's exact bytes and the signature over them.
@RestController
@RequestMapping("/api/v1")
final class SignatureApi {
    private final DecisionQueries queries;
    private final Stamps stamps;

    SignatureApi(DecisionQueries queries, Stamps stamps) {
        this.queries = queries;
        this.stamps = stamps;
    }

    /// What was signed of a vote: canonical JSON (RFC 8785), exactly the bytes that the signature is over.
    @Requires(value = Permission.DECISION_READ, scoped = true)
    @GetMapping("/decisions/{id}/votes/{vote}/record")
    @OpensRecord("decision")
    ResponseEntity<byte[]> content(Principal principal, @PathVariable String id, @PathVariable long vote) {
        return file(
                name(id, vote, "json"),
                MediaType.APPLICATION_JSON,
                vote(principal, id, vote).signed().content());
    }

    /// The Ed25519 signature over the record: 64 bytes.
    @Requires(value = Permission.DECISION_READ, scoped = true)
    @GetMapping("/decisions/{id}/votes/{vote}/signature")
    @OpensRecord("decision")
    ResponseEntity<byte[]> signature(Principal principal, @PathVariable String id, @PathVariable long vote) {
        return file(
                name(id, vote, "sig"),
                MediaType.APPLICATION_OCTET_STREAM,
                vote(principal, id, vote).signed().signature());
    }

    /// What the time stamp authority replied about the signature (RFC 3161), byte by byte.
    @Requires(value = Permission.DECISION_READ, scoped = true)
    @GetMapping("/decisions/{id}/votes/{vote}/timestamp")
    @OpensRecord("decision")
    ResponseEntity<byte[]> timeStamp(Principal principal, @PathVariable String id, @PathVariable long vote) {
        var reply = stamps.reply(vote(principal, id, vote).id())
                .orElseThrow(() -> Problem.notFound("The vote has no time stamp, or not yet.")
                        .exception());
        return file(name(id, vote, "tsr"), MediaType.parseMediaType("application/timestamp-reply"), reply);
    }

    private Vote vote(Principal principal, String id, long number) {
        return DecisionApi.find(queries, principal, id).votes().stream()
                .filter(vote -> vote.id() == number)
                .findFirst()
                .orElseThrow(
                        () -> Problem.notFound("The decision has no such vote.").exception());
    }

    private static String name(String decision, long vote, String extension) {
        return decision + "-" + vote + "." + extension;
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }
}
