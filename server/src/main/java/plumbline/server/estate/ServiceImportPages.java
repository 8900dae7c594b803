package plumbline.server.estate;

import gg.jte.models.runtime.JteModel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.imports.ImportDesk;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// The pages on which a file becomes services.
@Controller
@RequestMapping("/imports/services")
final class ServiceImportPages {
    private final ServiceImport target;
    private final ImportDesk desk;

    ServiceImportPages(ServiceImport target, ImportDesk desk) {
        this.target = target;
        this.desk = desk;
    }

    @Requires(value = Permission.SERVICE_WRITE, scoped = true)
    @GetMapping
    JteModel form(Shell shell) {
        return desk.form(shell, target);
    }

    @Requires(value = Permission.SERVICE_WRITE, scoped = true)
    @GetMapping(params = "format")
    Sheet template() {
        return desk.template(target);
    }

    @Requires(value = Permission.SERVICE_WRITE, scoped = true)
    @PostMapping
    Reply upload(
            Shell shell,
            Principal principal,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
            throws IOException {
        return desk.upload(shell, principal, target, file);
    }

    @Requires(value = Permission.SERVICE_WRITE, scoped = true)
    @GetMapping("/{id}")
    JteModel show(Shell shell, Principal principal, @PathVariable long id) {
        return desk.show(shell, principal, target, id);
    }

    @Requires(value = Permission.SERVICE_WRITE, scoped = true)
    @PostMapping("/{id}")
    Reply confirm(
            Shell shell, Principal principal, @PathVariable long id, @RequestParam(defaultValue = "") String seen) {
        return desk.confirm(shell, principal, target, new ImportDesk.Confirmation(id, seen));
    }

    @Requires(value = Permission.SERVICE_WRITE, scoped = true)
    @PostMapping("/{id}/drop")
    Reply drop(Principal principal, @PathVariable long id) {
        return desk.drop(principal, target, id);
    }
}
