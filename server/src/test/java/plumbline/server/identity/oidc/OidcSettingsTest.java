package plumbline.server.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.server.identity.Role;
import plumbline.server.platform.StartFailure;

class OidcSettingsTest {
    private static final Map<String, String> GOOD =
            Map.of("PLUMBLINE_OIDC_ISSUER", "https://login.example.com/realm", "PLUMBLINE_OIDC_CLIENT_ID", "plumbline");

    @Test
    void needsNoProvider() {
        assertThat(OidcSettings.from(_ -> null)).isEmpty();
    }

    @Test
    void readsGroupsWithSeveralRolesAndNamesWithEqualsSigns() {
        var roles = GroupRoles.parse("X", " a=engineer; a=compliance manager ;cn=boss,dc=org=administrator;");

        assertThat(roles.byGroup())
                .containsOnly(
                        Map.entry("a", Set.of(Role.ENGINEER, Role.COMPLIANCE_MANAGER)),
                        Map.entry("cn=boss,dc=org", Set.of(Role.ADMINISTRATOR)));
    }

    @Test
    void endsTheStartOnWhatCannotBeUsed() {
        for (var wrong : List.of(
                Map.entry("PLUMBLINE_OIDC_ISSUER", "http://login.example.com"),
                Map.entry("PLUMBLINE_OIDC_ISSUER", "https://user:pass@login.example.com"),
                Map.entry("PLUMBLINE_OIDC_ISSUER", "login"),
                Map.entry("PLUMBLINE_OIDC_CLIENT_ID", " "),
                Map.entry("PLUMBLINE_OIDC_SCOPES", "email"),
                Map.entry("PLUMBLINE_OIDC_EMAILS", "maybe"),
                Map.entry("PLUMBLINE_OIDC_ROLES", "a=king"),
                Map.entry("PLUMBLINE_OIDC_ROLES", "engineer"),
                Map.entry("PLUMBLINE_OIDC_ROLES", "=engineer"),
                Map.entry("PLUMBLINE_OIDC_CLIENT_SECRET_FILE", "/nowhere/at/all"))) {
            var values = new HashMap<>(GOOD);
            values.put(wrong.getKey(), wrong.getValue());

            assertThatThrownBy(() -> OidcSettings.from(values::get))
                    .as(wrong.toString())
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(wrong.getKey());
        }
    }

    @Test
    void readsTheSecretFromItsFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "from the file\n");
        var values = new HashMap<>(GOOD);
        values.put("PLUMBLINE_OIDC_CLIENT_SECRET_FILE", file.toString());

        assertThat(OidcSettings.from(values::get).orElseThrow().secret()).hasValue("from the file");
    }
}
