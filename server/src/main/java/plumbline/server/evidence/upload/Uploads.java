package plumbline.server.evidence.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Catalog;
import plumbline.catalog.ControlRef;
import plumbline.catalog.EvidenceKind;
import plumbline.server.api.InvalidFields;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.Services;
import plumbline.server.evidence.BodyException;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.EvidenceRecorder;
import plumbline.server.evidence.EvidenceSettings;
import plumbline.server.evidence.EvidenceSource;
import plumbline.server.evidence.NewEvidence;
import plumbline.server.evidence.Recorded;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.web.Format;

/// Takes files in as evidence: first what is said of them, then the bytes, then the record.
final class Uploads {
    private static final int LONGEST_NAME = 200;

    private final Catalog catalog;
    private final Services services;
    private final Parts parts;
    private final EvidenceSettings settings;
    private final Journal journal;

    /// Where a file goes.
    record Parts(BodyStore bodies, EvidenceRecorder recorder) {}

    Uploads(Catalog catalog, Services services, Parts parts, EvidenceSettings settings, Journal journal) {
        this.catalog = catalog;
        this.services = services;
        this.parts = parts;
        this.settings = settings;
        this.journal = journal;
    }

    long maxBytes() {
        return settings.maxBodyBytes();
    }

    /// The kinds that people hand in; the others come from Plumbline itself or from connectors.
    List<EvidenceKind> kinds() {
        return catalog.evidenceKinds().stream()
                .filter(kind -> kind.collection() != EvidenceKind.Collection.AUTOMATED)
                .toList();
    }

    /// Keeps the bytes; answers what is to be recorded.
    ///
    /// @throws InvalidFields when it cannot be evidence
    NewEvidence keep(Principal principal, UploadForm form, String fileName, InputStream content) throws IOException {
        var in = new BufferedInputStream(content, FileType.HEAD * 2);
        var head = head(in);
        InvalidFields.all(() -> type(head, fileName), () -> check(principal, form));
        var service = service(principal, UploadForm.text(form.service()));
        return keep(new Sender(id(service), principal.actor(), EvidenceSource.Upload::new), form, fileName, in);
    }

    /// Checks all that is said of a file.
    ///
    /// @throws InvalidFields when it cannot be said of evidence
    void check(Principal principal, UploadForm form) {
        InvalidFields.all(() -> check(form), () -> service(principal, UploadForm.text(form.service())));
    }

    /// As [#check(Principal, UploadForm)], but for the service.
    void check(UploadForm form) {
        InvalidFields.all(form::checkedTitle, () -> kind(form), () -> controls(form), () -> form.period(journal.now()));
    }

    /// Whom a file comes from, and which service it is about, or none.
    record Sender(@Nullable Long serviceId, Actor actor, Function<String, EvidenceSource> source) {}

    private NewEvidence keep(Sender sender, UploadForm form, String fileName, InputStream content) throws IOException {
        try (var staged = stage(sender, form, fileName, content)) {
            staged.body().keep();
            return staged.evidence();
        }
    }

    /// What is to be recorded, and its bytes, which are not kept before somebody says so.
    record Staged(NewEvidence evidence, BodyStore.Staged body) implements AutoCloseable {
        @Override
        public void close() {
            body.close();
        }
    }

    /// As [#keep], for a sender whose rights were judged elsewhere and who may lose them meanwhile;
    /// the form's service says nothing.
    ///
    /// @throws InvalidFields when it cannot be evidence
    Staged stage(Sender sender, UploadForm form, String fileName, InputStream content) throws IOException {
        var in = new BufferedInputStream(content, FileType.HEAD * 2);
        var head = head(in);
        InvalidFields.all(() -> type(head, fileName), () -> check(form));
        var period = form.period(journal.now());
        var body = stage(in);
        return new Staged(
                new NewEvidence(
                        kind(form).id(),
                        form.checkedTitle(),
                        sender.source().apply(name(fileName)),
                        sender.serviceId(),
                        controls(form),
                        period,
                        type(head, fileName),
                        body.body().digest(),
                        sender.actor(),
                        null),
                body);
    }

    /// The first bytes, which stay to be read.
    private static byte[] head(BufferedInputStream in) throws IOException {
        in.mark(FileType.HEAD + 1);
        var head = in.readNBytes(FileType.HEAD);
        in.reset();
        return head;
    }

    private static String type(byte[] head, String fileName) {
        var name = name(fileName);
        if (head.length == 0) {
            throw new InvalidFields("file", "must be there and not be empty");
        }
        return FileType.of(head, name);
    }

    /// The kind that a form names.
    EvidenceKind kind(UploadForm form) {
        var id = UploadForm.text(form.kind());
        return kinds().stream()
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidFields("kind", "must be one of the kinds that are handed in"));
    }

    /// The controls that a form names, all of which the catalogue has.
    Set<ControlRef> controls(UploadForm form) {
        var controls = form.references();
        for (var control : controls) {
            if (catalog.find(control).isEmpty()) {
                throw new InvalidFields("controls", "must be in the catalogue, but " + control + " is not");
            }
        }
        return controls;
    }

    Recorded record(DSLContext tx, NewEvidence evidence) {
        return parts.recorder().record(tx, evidence);
    }

    private BodyStore.Staged stage(InputStream content) {
        try {
            return parts.bodies().stage(content::transferTo, settings.maxBodyBytes());
        } catch (BodyException e) {
            if (e.reason() == BodyException.Reason.TOO_LARGE) {
                throw new InvalidFields("file", "must have at most " + Format.bytes(settings.maxBodyBytes()));
            }
            throw e;
        }
    }

    /// A principal whose rights are limited to a service hands in for that service only.
    @Nullable CloudService service(Principal principal, String key) {
        if (key.isBlank() && principal.mayEverywhere(Permission.EVIDENCE_WRITE)) {
            return null;
        }
        return services.find(principal, Permission.EVIDENCE_WRITE, key)
                .orElseThrow(() -> new InvalidFields("service", "must be the key of a cloud service"));
    }

    static @Nullable Long id(@Nullable CloudService service) {
        return service == null ? null : Long.valueOf(service.id());
    }

    /// The name alone, whatever folders the sender put before it.
    private static String name(String fileName) {
        var name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new InvalidFields("file", "must have a name of 1 to " + LONGEST_NAME + " characters");
        }
        return name;
    }
}
