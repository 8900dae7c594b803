package plumbline.server.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Rights;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcSignInTest {
    private OidcFixture here;

    @BeforeAll
    void start() {
        here = new OidcFixture("builders=engineer; bosses=administrator");
    }

    @AfterAll
    void stop() {
        here.close();
    }

    @BeforeEach
    void behave() {
        here.provider.signature = TestProvider.Signature.RS256;
        here.provider.tampering = _ -> {};
        here.provider.userInfo = Map.of();
        here.provider.redeemed.clear();
        // Attempts are counted; each test has its own ten minutes.
        here.server.clock().advance(Duration.ofMinutes(11));
    }

    @Test
    void bringsSomebodyNewInWithTheLeastRole() {
        here.provider.signs("new-1", "New.1@Example.com");
        var browser = here.server.browser();

        var answer = here.signIn(browser);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).hasValue("/settings/account");
        assertThat(browser.get("/settings/account").text()).contains("Ada new-1", "new.1@example.com");
        assertThat(here.account("new.1@example.com").roles()).containsExactly(GroupRoles.LEAST);
        assertThat(here.account("new.1@example.com").hasPassword()).isFalse();
        assertThat(here.journal("account.created")).contains("Test Login");
        assertThat(here.journal("account.signed-in")).contains("single sign-on");
    }

    @Test
    void signsInWithKeysOfTheOtherKindToo() {
        here.provider.signature = TestProvider.Signature.ES256;
        here.provider.signs("es-1", "es-1@example.com");

        assertThat(here.signIn().status()).isEqualTo(303);
    }

    @Test
    void knowsPeopleBySubjectWhateverTheirAddressBecomes() {
        here.provider.signs("moved-1", "before@example.com");
        here.signIn();
        var account = here.account("before@example.com");
        here.provider.signs("moved-1", "after@example.com");
        var browser = here.server.browser();

        here.signIn(browser);

        assertThat(browser.get("/settings/account").text()).contains("before@example.com");
        assertThat(here.knows("after@example.com")).isFalse();
        assertThat(here.account("before@example.com").id()).isEqualTo(account.id());
    }

    @Test
    void givesNoAccountToWhoInheritedItsAddress() {
        here.provider.signs("leaver", "shared@example.com");
        here.signIn();
        here.provider.signs("joiner", "shared@example.com");

        var answer = here.signIn();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("connected with somebody else");
    }

    @Test
    void anAddressThatIsNotVerifiedOpensNothing() {
        var local = here.server.person(Role.ENGINEER);
        for (var claim : new Object[] {false, "false", null}) {
            var person = new HashMap<String, Object>(Map.of("sub", "thief", "email", local.email(), "name", "Thief"));
            if (claim != null) {
                person.put("email_verified", claim);
            }
            here.provider.person = person;

            var answer = here.signIn();

            assertThat(answer.status()).as("verified: %s", claim).isEqualTo(403);
            assertThat(answer.text()).contains("no e-mail address of yours that it has verified");
            here.provider.person = Map.copyOf(with(person, "email", "thief@example.com"));
            assertThat(here.signIn().status()).isEqualTo(403);
            assertThat(here.knows("thief@example.com")).isFalse();
        }
        assertThat(here.journal("account.sign-in-failed")).contains("no email");
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        var more = new HashMap<>(map);
        more.put(name, value);
        return more;
    }

    @Test
    void nobodyIsAdministratorButByTheGroupThatTheOperatorNamed() {
        here.provider.signs("plain-1", "plain-1@example.com", "administrator", "Bosses", "bosses ", "admin");
        here.signIn();
        here.provider.signs("boss-1", "boss-1@example.com", "bosses");
        here.signIn();

        assertThat(here.account("plain-1@example.com").roles()).containsExactly(GroupRoles.LEAST);
        assertThat(here.account("boss-1@example.com").roles()).contains(Role.ADMINISTRATOR);
    }

    @Test
    void groupsGiveAndTakeTheirRolesAtEachSignInAndNoOthers() {
        here.provider.signs("mover-1", "mover-1@example.com", "builders");
        here.signIn();
        assertThat(here.account("mover-1@example.com").roles()).contains(Role.ENGINEER);
        here.server
                .part(Accounts.class)
                .changeRoles(
                        Actor.SYSTEM,
                        here.account("mover-1@example.com"),
                        Set.of(Role.ENGINEER, Role.COMPLIANCE_MANAGER));
        here.provider.signs("mover-1", "mover-1@example.com", "elsewhere");

        here.signIn();

        assertThat(here.account("mover-1@example.com").roles())
                .contains(Role.COMPLIANCE_MANAGER)
                .doesNotContain(Role.ENGINEER);
        assertThat(here.journal("account.roles-changed")).contains("Test Login");
    }

    @Test
    void rolesOnSomeServicesStayOnThem() {
        here.provider.signs("scoped-1", "scoped-1@example.com");
        here.signIn();
        here.server
                .part(Accounts.class)
                .changeGrants(
                        Actor.SYSTEM,
                        here.account("scoped-1@example.com"),
                        List.of(new Rights.NewGrant(
                                Role.CONTROL_OWNER, null, Principal.Scope.of(Set.of(77L)), null, null)));
        here.provider.signs("scoped-1", "scoped-1@example.com", "builders");

        here.signIn();

        assertThat(here.account("scoped-1@example.com").grants())
                .extracting(grant -> grant.name() + " " + grant.scope().isEverywhere())
                .containsExactlyInAnyOrder("control owner false", "engineer true");
    }

    @Test
    void readsWhatOnlyTheProvidersPageAboutAPersonSays() {
        here.provider.person = Map.of("sub", "thin-1", "name", "Thin Token");
        here.provider.userInfo =
                Map.of("email", "thin-1@example.com", "email_verified", true, "groups", List.of("builders"));

        assertThat(here.signIn().status()).isEqualTo(303);
        assertThat(here.account("thin-1@example.com").roles()).contains(Role.ENGINEER);
    }

    @Test
    void believesNoPageAboutSomebodyElse() {
        here.provider.person = Map.of("sub", "thin-2", "name", "Thin Token");
        here.provider.userInfo = Map.of("sub", "thin-1", "email", "thin-2@example.com", "email_verified", true);

        assertThat(here.signIn().status()).isEqualTo(403);
        assertThat(here.knows("thin-2@example.com")).isFalse();
    }

    @Test
    void whoIsDeactivatedStaysOut() {
        here.provider.signs("gone-1", "gone-1@example.com", "builders");
        here.signIn();
        here.server.part(Accounts.class).deactivate(Actor.SYSTEM, here.account("gone-1@example.com"));
        var browser = here.server.browser();

        var answer = here.signIn(browser);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("deactivated");
        assertThat(browser.get("/settings/account").status()).isEqualTo(303);
        here.provider.signs("gone-again", "gone-1@example.com", "builders");
        assertThat(here.signIn().status()).isEqualTo(403);
    }

    @Test
    void theFirstPersonOfAllComesByTheLinkAndNotFromTheProvider() {
        here.provider.signs("first", "first@example.com", "bosses");
        try (var empty = ServerFixture.startWith(here.provider.variables("bosses=administrator"))) {
            here.provider.clock = empty.clock();
            var accounts = empty.part(Accounts.class);
            var link = accounts.firstAdministratorLink().orElseThrow();
            var browser = empty.browser();
            var away = browser.get("/sign-in/oidc");
            var back = browser.get(away.location().orElseThrow());

            var answer = browser.get(TestProvider.local(back.location().orElseThrow()));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).contains("no administrator yet");
            assertThat(accounts.all()).isEmpty();
            assertThat(browser.get(TestProvider.local(link)).text()).contains("administrator");
        } finally {
            here.provider.clock = here.server.clock();
        }
    }

    @Test
    void theLastAdministratorKeepsTheRoleWhateverTheGroupsSay() {
        here.provider.signs("boss-2", "boss-2@example.com", "bosses");
        here.signIn();
        Account boss = here.account("boss-2@example.com");
        here.provider.signs("boss-2", "boss-2@example.com");

        here.signIn();

        assertThat(here.account(boss.email()).roles()).doesNotContain(Role.ADMINISTRATOR);
        assertThat(here.account(here.administrator.email()).roles()).contains(Role.ADMINISTRATOR);
    }

    @Test
    void aNameThatNobodyCanHaveIsReplacedByTheAddress() {
        here.provider.person =
                Map.of("sub", "odd-1", "email", "odd-1@example.com", "email_verified", true, "name", "x".repeat(5000));

        assertThat(here.signIn().status()).isEqualTo(303);
        assertThat(here.account("odd-1@example.com").name()).isEqualTo("odd-1@example.com");
    }

    @Test
    void readsGroupsAlongTheDotsOfTheirClaim() {
        var more = Map.<String, Object>of("PLUMBLINE_OIDC_GROUPS_CLAIM", "realm_access.roles");
        try (var dotted = new OidcFixture("builders=engineer", more)) {
            dotted.provider.person = Map.of(
                    "sub",
                    "dots",
                    "email",
                    "dots@example.com",
                    "email_verified",
                    true,
                    "realm_access",
                    Map.of("roles", List.of("builders", 7)));

            assertThat(dotted.signIn().status()).isEqualTo(303);
            assertThat(dotted.account("dots@example.com").roles()).contains(Role.ENGINEER);
        }
    }

    @Test
    void trustsUnspokenAddressesOnlyWhenToldTo() {
        try (var trusting = new OidcFixture("", Map.of("PLUMBLINE_OIDC_EMAILS", "trusted"))) {
            trusting.provider.person = Map.of("sub", "entra-1", "email", "entra-1@example.com");
            assertThat(trusting.signIn().status()).isEqualTo(303);
            trusting.provider.person =
                    Map.of("sub", "entra-2", "email", "entra-2@example.com", "email_verified", false);
            assertThat(trusting.signIn().status()).isEqualTo(403);
        }
    }

    @Test
    void anAccountThatIsTakenAtTheSameMomentIsFoundThen() {
        here.invited("race@example.com", GroupRoles.LEAST);
        here.provider.signs("race-1", "race@example.com");
        var one = here.server.browser();
        var other = here.server.browser();
        var oneWay = here.way(one);
        var otherWay = here.way(other);

        assertThat(one.get(oneWay).status()).isEqualTo(303);
        assertThat(other.get(otherWay).status()).isEqualTo(303);
    }
}
