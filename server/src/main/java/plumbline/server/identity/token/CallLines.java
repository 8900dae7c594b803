package plumbline.server.identity.token;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;

/// Lines for a shell that call this very server. The token comes from the environment, so that no line that is kept in
/// a script or a history has it.
///
/// @param url how people reach this server
public record CallLines(String url) {
    private static final String TOKEN = "--header \"Authorization: Bearer $PLUMBLINE_TOKEN\"";

    /// Who the token is: works with any.
    public String me() {
        return curl("", "/api/v1/me");
    }

    /// The first page of a list.
    public String list() {
        return curl("", "/api/v1/services?limit=50");
    }

    /// Makes something, once, however often it is sent.
    public String create() {
        return curl(
                "--header 'Content-Type: application/json' --header 'Idempotency-Key: register-shop' --data "
                        + "'{\"name\":\"Shop\",\"ourRole\":\"provider\",\"model\":\"saas\",\"dataClass\":\"internal\"}' ",
                "/api/v1/services");
    }

    /// What a list of services would do.
    public String importing() {
        return curl(
                "--header 'Content-Type: text/csv' --data-binary @services.csv ",
                "/api/v1/imports/services?dryRun=true");
    }

    /// Puts a token where the other lines look for it.
    public static String export(String token) {
        return "export PLUMBLINE_TOKEN='" + token + "'";
    }

    /// Sends the findings of a Terraform folder.
    ///
    /// @param service key of the cloud service, or null for one to be filled in
    public String push(@Nullable String service) {
        return "PLUMBLINE_URL='" + url + "' ./plumbline scan . --push --service "
                + (service == null ? "SERVICE" : service);
    }

    /// Whether a token can push scans.
    public static boolean pushes(Set<Permission> permissions) {
        return permissions.contains(Permission.SCAN_PUSH);
    }

    private String curl(String options, String path) {
        return "curl --fail-with-body " + TOKEN + " " + options + "'" + url + path + "'";
    }
}
