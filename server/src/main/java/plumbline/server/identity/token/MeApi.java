package plumbline.server.identity.token;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;

/// Who the caller is: the first thing to try with a new token.
@RestController
final class MeApi {

    /// The caller as this server knows it.
    ///
    /// @param kind `person` or `service account`
    /// @param serviceId the one cloud service that the token is limited to, or null
    record Me(
            String kind,
            String name,
            List<String> roles,
            List<String> permissions,
            @Nullable Long serviceId) {}

    /// Who the token or session of this request belongs to, and what it may do.
    @GetMapping("/api/v1/me")
    @OpenToSignedIn("Everybody may know who they are")
    Me me(Principal principal) {
        return new Me(
                principal.kind().word(),
                principal.name(),
                principal.roles(),
                principal.permissions().stream().map(Permission::word).sorted().toList(),
                principal.scope().serviceId());
    }
}
