package plumbline.server.evidence.upload;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Idempotency;
import plumbline.server.api.InvalidFields;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.evidence.Recorded;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Files as evidence, sent by programs.
@RestController
final class UploadApi {
    private final Uploads uploads;
    private final Idempotency idempotency;

    UploadApi(Uploads uploads, Idempotency idempotency) {
        this.uploads = uploads;
        this.idempotency = idempotency;
    }

    /// What became of a file.
    ///
    /// @param known whether the same had been handed in before, so that nothing was recorded
    record HandedIn(String id, Instant recordedAt, String sha256, String mediaType, boolean known) {}

    /// What makes two requests the same.
    private record Sent(UploadForm form, String sha256) {}

    /// Hands a file in: the body is the file as it is, the query says what it shows.
    @Requires(value = Permission.EVIDENCE_WRITE, scoped = true)
    @PostMapping("/api/v1/evidence")
    ResponseEntity<HandedIn> handIn(
            Principal principal,
            @ModelAttribute UploadForm form,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "Content-Type", required = false) @Nullable String type,
            InputStream body)
            throws IOException {
        if (type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)) {
            throw Problem.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "Send the file as the body, with a Content-Type such as application/octet-stream.")
                    .exception();
        }
        try {
            var evidence = uploads.keep(principal, form, UploadForm.text(form.fileName()), body);
            var digest = evidence.body().sha256();
            var asked =
                    new Idempotency.Asked(principal.actor().id(), key, "POST /api/v1/evidence", new Sent(form, digest));
            return idempotency.once(asked, HandedIn.class, tx -> switch (uploads.record(tx, evidence)) {
                case Recorded.Accepted(var receipt) -> {
                    var id = receipt.id().toString();
                    yield Idempotency.Done.created(
                            "/api/v1/evidence/" + id,
                            new HandedIn(id, receipt.recordedAt(), digest, evidence.mediaType(), false));
                }
                case Recorded.Duplicate(var receipt) ->
                    Idempotency.Done.ok(new HandedIn(
                            receipt.id().toString(), receipt.recordedAt(), digest, evidence.mediaType(), true));
                case Recorded.Refused(var reason) -> throw new InvalidFields("", reason);
            });
        } catch (InvalidFields e) {
            throw e.problem(field -> field.isEmpty() || field.equals("file") ? "" : "?" + field)
                    .exception();
        }
    }
}
