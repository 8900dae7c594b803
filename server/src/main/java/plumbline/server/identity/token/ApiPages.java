package plumbline.server.identity.token;

import gg.jte.models.runtime.JteModel;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Requires;
import plumbline.server.platform.Settings;
import plumbline.server.templates.Templates;
import plumbline.server.web.Shell;

/// Settings, API: how programs call this server, with lines that work as they stand.
@Controller
final class ApiPages {
    private final Settings settings;
    private final Templates templates;

    ApiPages(Settings settings, Templates templates) {
        this.settings = settings;
        this.templates = templates;
    }

    @GetMapping("/settings/api")
    @Requires(Permission.ACCOUNT_OWN)
    JteModel explain(Shell shell) {
        var grantable = Arrays.stream(Permission.values())
                .filter(Permission::grantableToTokens)
                .toList();
        var lines = new CallLines(settings.publicUrl());
        return templates.identityApi(shell.titled("API"), lines, grantable, TokenGuard.callsAMinute());
    }
}
