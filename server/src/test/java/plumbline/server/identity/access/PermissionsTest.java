package plumbline.server.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.TestBrowser;
import plumbline.server.identity.OpenToAll;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Requires;
import plumbline.server.identity.Role;

/// Walks every page and endpoint as every role, as tokens and as nobody, and holds `docs/permissions.md` to what it
/// finds. `-Dplumbline.golden=write` writes the table anew.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {
    private static final Path TABLE = Path.of("../docs/permissions.md");

    private ServerFixture server;
    private final Map<Role, TestBrowser> browsers = new EnumMap<>(Role.class);

    /// One way into the server, as its annotations declare it.
    private record Entrance(String method, String path, HandlerMethod handler) {
        String address() {
            return path.replaceAll("\\{slug}", "not-found")
                    .replaceAll("\\{id:FND[^/]*", "FND-9999")
                    .replaceAll("\\{\\*?[^}/]+}", "999999999")
                    .replaceAll("\\*\\*?", "none");
        }

        boolean isApi() {
            return path.startsWith("/api/")
                    || path.startsWith("/scim/")
                    || path.startsWith("/health/")
                    || path.equals("/metrics");
        }

        boolean isOpen() {
            return handler.hasMethodAnnotation(OpenToAll.class);
        }

        String needs() {
            if (isOpen()) {
                return "nothing: "
                        + handler.getMethodAnnotation(OpenToAll.class).value();
            }
            return handler.hasMethodAnnotation(OpenToSignedIn.class)
                    ? "to be signed in"
                    : "`" + handler.getMethodAnnotation(Requires.class).value().word() + "`";
        }

        boolean allowsOnSomeServices(Role role) {
            var required = handler.getMethodAnnotation(Requires.class);
            return required == null
                    || required.value() == Permission.ACCOUNT_OWN
                    || (required.scoped() && role.permissions().contains(required.value()));
        }

        boolean allows(Role role) {
            var required = handler.getMethodAnnotation(Requires.class);
            return required == null || role.permissions().contains(required.value());
        }
    }

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        for (var role : Role.values()) {
            browsers.put(role, server.signIn(role));
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void everyHandlerDeclaresWhatItNeeds() {
        assertThat(entrances())
                .hasSizeGreaterThan(20)
                .allSatisfy(entrance -> assertThat(List.of(
                                entrance.isOpen(),
                                entrance.handler().hasMethodAnnotation(OpenToSignedIn.class),
                                entrance.handler().hasMethodAnnotation(Requires.class)))
                        .as(entrance.toString())
                        .containsOnlyOnce(true));
    }

    @Test
    void nobodyIsAskedToSignIn() {
        for (var entrance : entrances()) {
            if (!entrance.isOpen()) {
                var answer = entrance.isApi() ? call(server.nobody(), entrance) : visit(server.browser(), entrance);
                assertThat(answer.status()).as(entrance.toString()).isEqualTo(entrance.isApi() ? 401 : 303);
            }
        }
    }

    @Test
    void everyRoleIsRefusedWhatItLacksAndNothingElse() {
        for (var entrance : entrances()) {
            if (entrance.isOpen()) {
                continue;
            }
            browsers.forEach((role, browser) -> {
                // A page would end the session of the walker; the session's own door is walked by its test.
                if (entrance.allows(role) && entrance.path().startsWith("/settings/account/")) {
                    return;
                }
                var status = visit(browser, entrance).status();
                if (entrance.allows(role)) {
                    assertThat(status)
                            .as("%s as %s", entrance, role)
                            .isNotIn(401, 403)
                            .isLessThan(500);
                } else {
                    assertThat(status).as("%s as %s", entrance, role).isEqualTo(403);
                }
            });
        }
    }

    @Test
    void aRoleOnSomeServicesOpensWhatKeepsToThemAndNothingElse() {
        for (var role : Role.values()) {
            if (role == Role.ADMINISTRATOR) {
                continue;
            }
            var browser = server.signIn(server.personOn(Set.of(999L), role));
            for (var entrance : entrances()) {
                if (!entrance.isOpen() && !entrance.path().startsWith("/settings/account/")) {
                    var assertion =
                            assertThat(visit(browser, entrance).status()).as("%s as %s", entrance, role);
                    if (entrance.allowsOnSomeServices(role)) {
                        assertion.isNotIn(401, 403).isLessThan(500);
                    } else {
                        assertion.isEqualTo(403);
                    }
                }
            }
        }
    }

    /// A permission that can be limited to services is honoured by every handler that needs it, but for those that
    /// make something outside of any; one that cannot be limited is needed by none that says it honours limits.
    @Test
    void everyHandlerKeepsToTheServicesOfItsPermission() {
        var makeServices = List.of("/services GET", "/services POST", "/services/new GET", "/api/v1/services POST");
        for (var entrance : entrances()) {
            var required = entrance.handler().getMethodAnnotation(Requires.class);
            if (required != null && !makeServices.contains(entrance.path() + " " + entrance.method())) {
                assertThat(required.scoped())
                        .as(entrance.toString())
                        .isEqualTo(required.value().byService());
            }
        }
    }

    @Test
    void aTokenIsRefusedWhatItWasNotGiven() {
        var weak = server.token(Permission.METRICS_READ);
        for (var entrance : entrances()) {
            var required = entrance.handler().getMethodAnnotation(Requires.class);
            if (entrance.isApi() && required != null && required.value() != Permission.METRICS_READ) {
                assertThat(call(weak, entrance).status())
                        .as(entrance.toString())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void aTokenOfOneServiceIsRefusedWhereItsLimitIsNotHonoured() {
        var every = java.util.Arrays.stream(Permission.values())
                .filter(Permission::grantableToTokens)
                .toArray(Permission[]::new);
        var limited = server.token(999L, every);
        for (var entrance : entrances()) {
            var required = entrance.handler().getMethodAnnotation(Requires.class);
            if (entrance.isApi() && required != null && required.value().grantableToTokens() && !required.scoped()) {
                assertThat(call(limited, entrance).status())
                        .as(entrance.toString())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void tokensOpenNoPages() {
        var token = server.token(Permission.CONTROL_READ, Permission.SERVICE_READ);
        for (var entrance : entrances()) {
            if (!entrance.isApi() && !entrance.isOpen() && entrance.method().equals("GET")) {
                assertThat(call(token, entrance).status())
                        .as(entrance.toString())
                        .isEqualTo(303);
            }
        }
    }

    @Test
    void theTableSaysTheSame() throws IOException {
        var table = table();
        if ("write".equals(System.getProperty("plumbline.golden"))) {
            Files.writeString(TABLE, table);
        }
        assertThat(TABLE)
                .as("write it anew with -Dtest=PermissionsTest -Dplumbline.golden=write, and review the difference")
                .hasContent(table);
    }

    private String table() {
        var text = new StringBuilder("""
                # Who may do what

                This table is derived from the handlers by `PermissionsTest`, which also walks every line of it as every
                role, as tokens and as nobody.

                A role is held everywhere or on some cloud services, by a person or by a team for its members, and may begin and
                end on days. Held on some services, it gives only the permissions that can be limited to services, and these
                only where the last column of the second table says that the limit is honoured. An administrator holds
                everything everywhere. An auditor is a person, has a last day, and only reads, whatever else they hold. A token
                has the permissions it was given, never more than its maker has at that moment. An organisation can make roles
                of its own from the permissions below; nobody gives more than they have. External parties have no account and no
                role: a link shows them one thing.

                | Permission | Allows | %s | by service | token |
                |---|---|%s---|---|
                """.formatted(
                        java.util.Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(" | ")),
                        "---|".repeat(Role.values().length)));
        for (var permission : Permission.values()) {
            text.append("| `%s` | %s |".formatted(permission.word(), permission.meaning()));
            for (var role : Role.values()) {
                text.append(role.permissions().contains(permission) ? " yes |" : " |");
            }
            text.append(permission.byService() ? " yes |" : " |");
            text.append(permission.grantableToTokens() ? " can have |\n" : " never |\n");
        }
        text.append("\n| | Address | Needs | Limit to services |\n|---|---|---|---|\n");
        for (var entrance : entrances()) {
            var required = entrance.handler().getMethodAnnotation(Requires.class);
            text.append("| %s | `%s` | %s | %s |\n"
                    .formatted(
                            entrance.method(),
                            entrance.path(),
                            entrance.needs(),
                            required != null && required.scoped() ? "honoured" : ""));
        }
        return text.toString();
    }

    private List<Entrance> entrances() {
        var found = new TreeMap<String, Entrance>(Comparator.naturalOrder());
        server.part(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((mapping, handler) -> {
            var methods = new ArrayList<>(mapping.getMethodsCondition().getMethods().stream()
                    .map(Enum::name)
                    .toList());
            if (methods.isEmpty()) {
                methods.add("GET");
            }
            for (var path : mapping.getPatternValues()) {
                for (var method : methods) {
                    if (handler.getBeanType().getName().startsWith("plumbline.")) {
                        found.put(path + " " + method, new Entrance(method, path, handler));
                    }
                }
            }
        });
        return List.copyOf(found.values());
    }

    private static Answer call(TestApi api, Entrance entrance) {
        var body = entrance.method().equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}");
        return api.send(api.request(entrance.address())
                .header("Content-Type", "application/json")
                .method(entrance.method(), body)
                .build());
    }

    private static Answer visit(TestBrowser browser, Entrance entrance) {
        if (entrance.isApi()) {
            return browser.json(
                    entrance.method(), entrance.address(), entrance.method().equals("GET") ? "" : "{}");
        }
        return entrance.method().equals("GET") ? browser.get(entrance.address()) : browser.post(entrance.address());
    }
}
