package plumbline.server.evidence.pack;

import java.io.InputStream;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import plumbline.server.api.Problem;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.ContentDigest;
import plumbline.server.identity.Principal;

/// The file of a pack as a download, streamed from the store, noted in the journal.
final class PackAnswers {
    private PackAnswers() {}

    static ResponseEntity<InputStreamResource> file(Packs packs, BodyStore bodies, Principal principal, String id) {
        var pack = find(packs, principal, id);
        var file = pack.file();
        if (file == null) {
            throw Problem.conflict(
                            pack.id() + " has no file: it is " + pack.state().word() + ".")
                    .exception();
        }
        var content = bodies.open(new ContentDigest(file.sha256()));
        packs.downloaded(principal.actor(), pack);
        return download(pack, file, content);
    }

    static ResponseEntity<InputStreamResource> download(Pack pack, Pack.File file, InputStream content) {
        var name = ContentDisposition.attachment().filename(pack.fileName()).build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .contentLength(file.length())
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .body(new InputStreamResource(content));
    }

    static Pack find(Packs packs, Principal principal, String id) {
        return packs.find(principal, id)
                .orElseThrow(
                        () -> Problem.notFound("There is no pack " + id + ".").exception());
    }
}
