package plumbline.server.estate;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.imports.ImportAnswers;

/// Services in bulk, from a file.
@RestController
final class ServiceImportApi {
    private final ServiceImport target;
    private final ImportAnswers answers;

    ServiceImportApi(ServiceImport target, ImportAnswers answers) {
        this.target = target;
        this.answers = answers;
    }

    /// Registers and changes the services of a list as `GET /services?format=csv` exports it: all rows, or none. With
    /// `dryRun`, which is the default, only says what each row would do.
    @Requires(value = Permission.SERVICE_WRITE, scoped = true)
    @PostMapping("/api/v1/imports/services")
    ResponseEntity<ImportAnswers.ImportBody> importServices(
            Principal principal,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            InputStream body)
            throws IOException {
        return answers.answer(target, principal, new ImportAnswers.Asked(dryRun, key, seen, body));
    }
}
