package plumbline.server.identity.token;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Principal.Scope;

/// Who the caller is: the first thing to try with a new token.
@RestController
final class MeApi {

    /// The caller as this server knows it.
    ///
    /// @param kind `person` or `service account`
    /// @param permissions what it may do anywhere; `rights` say where
    record Me(String kind, String name, List<String> roles, List<String> permissions, List<Right> rights) {}

    /// One permission and where it applies.
    ///
    /// @param serviceIds the cloud services that it is limited to, or null for everywhere
    record Right(String permission, @Nullable List<Long> serviceIds) {}

    /// Who the token or session of this request belongs to, and what it may do.
    @GetMapping("/api/v1/me")
    @OpenToSignedIn("Everybody may know who they are")
    Me me(Principal principal) {
        return new Me(
                principal.kind().word(),
                principal.name(),
                principal.roles(),
                permissions(principal).map(Permission::word).toList(),
                permissions(principal)
                        .map(permission -> right(permission, principal.scope(permission)))
                        .toList());
    }

    private static Stream<Permission> permissions(Principal principal) {
        return principal.rights().permissions().stream().sorted(Comparator.comparing(Permission::word));
    }

    private static Right right(Permission permission, Scope scope) {
        var services = scope.services();
        return new Right(
                permission.word(),
                services == null ? null : services.stream().sorted().toList());
    }
}
