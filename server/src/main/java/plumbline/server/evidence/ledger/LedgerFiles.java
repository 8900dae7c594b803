package plumbline.server.evidence.ledger;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import plumbline.ledger.SignedNote;
import plumbline.ledger.VerifierKey;
import plumbline.ledger.log.TileAddress;
import plumbline.server.identity.OpenToAll;

/// The log as the static files of its format, so that any monitor can follow and any witness can cosign it.
@Controller
public final class LedgerFiles {
    private static final String WHY =
            "the log holds salted commitments only, and proves nothing unless all can read it";
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");

    private final Path folder;
    private final Ledger ledger;

    public LedgerFiles(Ledger ledger) {
        this.folder = ledger.folder();
        this.ledger = ledger;
    }

    @GetMapping("/ledger/checkpoint")
    @OpenToAll(WHY)
    @ResponseBody
    ResponseEntity<byte[]> checkpoint() {
        return note(ledger.reader().map(reader -> reader.checkpoint().note()));
    }

    /// The newest checkpoint that a witness has cosigned, which may be older than the published one.
    @GetMapping("/ledger/witnessed")
    @OpenToAll(WHY)
    @ResponseBody
    ResponseEntity<byte[]> witnessed() {
        return note(ledger.witnesses().newest());
    }

    private static ResponseEntity<byte[]> note(Optional<SignedNote> note) {
        return note.map(found -> ResponseEntity.ok()
                        .contentType(TEXT)
                        .cacheControl(CacheControl.maxAge(Duration.ofSeconds(2)))
                        .body(found.bytes()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /// A tile or entry bundle. Its path is read into an address and written anew from it, so no path leaves the folder.
    @GetMapping("/ledger/tile/**")
    @OpenToAll(WHY)
    @ResponseBody
    ResponseEntity<Resource> tile(HttpServletRequest request) {
        var path = request.getRequestURI().substring("/ledger/".length());
        var address = TileAddress.parse(path);
        if (address.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        var forever = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
        return file(folder.resolve(address.get().path()), MediaType.APPLICATION_OCTET_STREAM, forever);
    }

    /// The verifier keys, one a line.
    @GetMapping("/ledger/keys")
    @OpenToAll(WHY)
    @ResponseBody
    ResponseEntity<String> keys() {
        var text = ledger.keys().stream().map(VerifierKey::toString).collect(Collectors.joining("\n", "", "\n"));
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body(text);
    }

    private static ResponseEntity<Resource> file(Path file, MediaType type, CacheControl cache) {
        if (!Files.isRegularFile(file)) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok().contentType(type).cacheControl(cache).body(new FileSystemResource(file));
    }
}
