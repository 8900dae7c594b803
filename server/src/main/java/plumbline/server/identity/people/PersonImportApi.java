package plumbline.server.identity.people;

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

/// People in bulk, from a file.
@RestController
final class PersonImportApi {
    private final PersonImport target;
    private final ImportAnswers answers;

    PersonImportApi(PersonImport target, ImportAnswers answers) {
        this.target = target;
        this.answers = answers;
    }

    /// Invites and changes the people of a list as `GET /settings/people?format=csv` exports it:
    /// all rows, or none. With `dryRun`, which is the default, only says what each row would do.
    @Requires(Permission.ACCOUNT_MANAGE)
    @PostMapping("/api/v1/imports/people")
    ResponseEntity<ImportAnswers.ImportBody> importPeople(
            Principal principal,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            InputStream body)
            throws IOException {
        return answers.answer(target, principal, new ImportAnswers.Asked(dryRun, key, seen, body));
    }
}
