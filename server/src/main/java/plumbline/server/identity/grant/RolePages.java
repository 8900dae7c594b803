package plumbline.server.identity.grant;

import gg.jte.models.runtime.JteModel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.Role;
import plumbline.server.templates.Templates;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, roles: what the built-in ones allow, and those that the organisation makes.
@Controller
final class RolePages {
    private final CustomRoles roles;
    private final Templates templates;

    RolePages(CustomRoles roles, Templates templates) {
        this.roles = roles;
        this.templates = templates;
    }

    /// What the form of a role sends.
    record Typed(String name, String meaning, Set<String> permissions, int version) {
        Typed {
            name = name == null ? "" : name.strip();
            meaning = meaning == null ? "" : meaning.strip();
            permissions = permissions == null ? Set.of() : Set.copyOf(permissions);
        }

        static Typed of(CustomRole role) {
            var words = role.permissions().stream().map(Permission::word).collect(Collectors.toSet());
            return new Typed(role.name(), role.meaning(), words, role.version());
        }

        Set<Permission> chosen() {
            return permissions.stream()
                    .map(word -> Permission.find(word)
                            .orElseThrow(() -> Problem.invalid("/permissions", "must be permissions of the list")
                                    .exception()))
                    .collect(Collectors.toSet());
        }

        CustomRole.Description description() {
            return new CustomRole.Description(name, meaning, chosen());
        }
    }

    @GetMapping("/settings/roles")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel list(Shell shell) {
        return templates.identityCustomRoles(shell.titled("Roles"), List.of(Role.values()), roles.all());
    }

    @GetMapping("/settings/roles/new")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel blank(Shell shell, Principal principal) {
        return form(shell, principal, null, new Typed("", "", Set.of(), 0), null);
    }

    @PostMapping("/settings/roles")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply create(Shell shell, Principal principal, Typed typed) {
        try {
            var created = roles.create(principal.actor(), typed.description());
            return Reply.to("/settings/roles/" + created.id(), Flash.done("The role is there to be given."));
        } catch (ProblemException refused) {
            return Reply.page(422, form(shell, principal, null, typed, refused.problem()));
        }
    }

    @GetMapping("/settings/roles/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    JteModel show(Shell shell, Principal principal, @PathVariable long id) {
        var role = role(id);
        return form(shell, principal, role, Typed.of(role), null);
    }

    @PostMapping("/settings/roles/{id}")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply change(Shell shell, Principal principal, @PathVariable long id, Typed typed) {
        var role = role(id);
        try {
            roles.change(principal.actor(), id, typed.version(), typed.description());
            return Reply.to("/settings/roles/" + id, Flash.done("The role is changed for everybody who holds it."));
        } catch (ProblemException refused) {
            return Reply.page(422, form(shell, principal, role, typed, refused.problem()));
        }
    }

    @PostMapping("/settings/roles/{id}/delete")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply delete(Principal principal, @PathVariable long id, @RequestParam int version) {
        try {
            roles.delete(principal.actor(), id, version);
            return Reply.to("/settings/roles", Flash.done("The role is deleted."));
        } catch (ProblemException refused) {
            return Reply.to(
                    "/settings/roles/" + id, Flash.failed(refused.problem().detail()));
        }
    }

    private CustomRole role(long id) {
        return roles.find(id).orElseThrow(CustomRoles::gone);
    }

    /// Offers what the person who looks may give everywhere, and what the role has already.
    private JteModel form(
            Shell shell, Principal principal, @Nullable CustomRole role, Typed typed, @Nullable Problem refused) {
        var fields = List.of(
                GrantPages.field("name", "Name", typed.name(), refused).needed(),
                GrantPages.field("meaning", "What it is for", typed.meaning(), refused),
                GrantPages.field("permissions", "Allows", "", refused).needed());
        var offered = Arrays.stream(Permission.values())
                .filter(permission -> principal.mayEverywhere(permission)
                        || typed.permissions().contains(permission.word()))
                .toList();
        return templates.identityCustomRole(
                shell.titled(role == null ? "Make a role" : role.name()),
                new RoleForm(role, offered, typed.permissions(), typed.version()),
                fields,
                refused != null && refused.errors().isEmpty() ? refused.detail() : "");
    }
}
