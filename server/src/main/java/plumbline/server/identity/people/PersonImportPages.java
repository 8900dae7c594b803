package plumbline.server.identity.people;

import gg.jte.models.runtime.JteModel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.imports.ImportDesk;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// People as a file, and the pages on which a file becomes people.
@Controller
final class PersonImportPages {
    private final PersonImport target;
    private final ImportDesk desk;

    PersonImportPages(PersonImport target, ImportDesk desk) {
        this.target = target;
        this.desk = desk;
    }

    @Requires(Permission.ACCOUNT_MANAGE)
    @GetMapping(path = "/settings/people", params = "format")
    Sheet sheet() {
        return target.sheet();
    }

    @Requires(Permission.ACCOUNT_MANAGE)
    @GetMapping("/imports/people")
    JteModel form(Shell shell) {
        return desk.form(shell, target);
    }

    @Requires(Permission.ACCOUNT_MANAGE)
    @GetMapping(path = "/imports/people", params = "format")
    Sheet template() {
        return desk.template(target);
    }

    @Requires(Permission.ACCOUNT_MANAGE)
    @PostMapping("/imports/people")
    Reply upload(
            Shell shell,
            Principal principal,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
            throws IOException {
        return desk.upload(shell, principal, target, file);
    }

    @Requires(Permission.ACCOUNT_MANAGE)
    @GetMapping("/imports/people/{id}")
    JteModel show(Shell shell, Principal principal, @PathVariable long id) {
        return desk.show(shell, principal, target, id);
    }

    @Requires(Permission.ACCOUNT_MANAGE)
    @PostMapping("/imports/people/{id}")
    Reply confirm(
            Shell shell, Principal principal, @PathVariable long id, @RequestParam(defaultValue = "") String seen) {
        return desk.confirm(shell, principal, target, new ImportDesk.Confirmation(id, seen));
    }

    @Requires(Permission.ACCOUNT_MANAGE)
    @PostMapping("/imports/people/{id}/drop")
    Reply drop(Principal principal, @PathVariable long id) {
        return desk.drop(principal, target, id);
    }
}
