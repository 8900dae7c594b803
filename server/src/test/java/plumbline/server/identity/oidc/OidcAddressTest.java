package plumbline.server.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.TestApi;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// Which accounts an address that the provider has verified opens, and which it does not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcAddressTest {
    private OidcFixture here;
    private TestApi directory;

    @BeforeAll
    void start() {
        here = new OidcFixture("builders=engineer; bosses=administrator");
        directory = here.server.token(Permission.SCIM_PROVISION);
    }

    @AfterAll
    void stop() {
        here.close();
    }

    @BeforeEach
    void forgetAttempts() {
        here.server.clock().advance(Duration.ofMinutes(11));
    }

    private void opens(Account account) {
        assertThat(here.signIn().status()).isEqualTo(303);
        assertThat(here.journal("account.connected")).contains("account:" + account.id() + "\"");
    }

    private void staysClosed(Account account) {
        var browser = here.server.browser();

        var answer = here.signIn(browser);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("which an address alone does not open");
        assertThat(browser.get("/settings/account").status()).isEqualTo(303);
        assertThat(here.journal("account.connected")).doesNotContain("account:" + account.id() + "\"");
        assertThat(here.journal("account.sign-in-failed")).contains("not by email");
    }

    /// An account that the directory made.
    private Account provisioned(String userName, String externalId, String email) {
        var answer = directory.post("/scim/v2/Users", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","externalId":"%s",
                 "displayName":"From Directory","emails":[{"value":"%s","primary":true}]}""".formatted(userName, externalId, email));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return here.account(email);
    }

    private void give(Account account, Role... roles) {
        here.server.part(Accounts.class).changeRoles(Actor.SYSTEM, here.account(account.email()), Set.of(roles));
    }

    @Test
    void opensAnAccountThatNobodyEverHadAndThatHoldsTheLeastRole() {
        var account = here.invited("least@example.com", GroupRoles.LEAST);
        here.provider.signs("least", account.email(), "builders");

        opens(account);

        assertThat(here.account(account.email()).roles()).contains(Role.ENGINEER);
    }

    @Test
    void opensNoAccountThatHasAPasswordHoweverLittleItHolds() {
        var account = here.server.person(GroupRoles.LEAST);
        here.provider.signs("password", account.email());

        staysClosed(account);
    }

    @Test
    void opensNoAccountThatHasAPasskey() {
        var account = here.invited("passkey@example.com", GroupRoles.LEAST);
        here.server
                .transactions()
                .run(tx -> tx.execute(
                        "insert into passkey (account_id, credential_id, credential, user_handle, sign_count, backed_up,"
                                + " name, created_at) values (?, '\\x01', '\\x01',"
                                + " '\\x00112233445566778899aabbccddeeff', 0, false, 'Key', now())",
                        account.id()));
        here.provider.signs("passkey", account.email());

        staysClosed(account);
    }

    @Test
    void opensNoAccountThatWasGivenMoreThanTheLeastRole() {
        for (var role : List.of(Role.ENGINEER, Role.AUDITOR, Role.COMPLIANCE_MANAGER, Role.ADMINISTRATOR)) {
            var account = here.invited(role.name().toLowerCase(Locale.ROOT) + "@example.com", role);
            here.provider.signs("more-" + role, account.email(), "builders", "bosses");

            staysClosed(account);
        }
    }

    @Test
    void opensNoAccountThatBeginsToHoldMoreLater() {
        var account = here.invited("later@example.com", GroupRoles.LEAST);
        var begins = here.server.clock().instant().plus(Duration.ofDays(30));
        here.server
                .part(Accounts.class)
                .changeGrants(
                        Actor.SYSTEM,
                        account,
                        List.of(new NewGrant(Role.APPROVER, null, Scope.of(Set.of(77L)), begins, null)));
        here.provider.signs("later", account.email());

        staysClosed(account);
    }

    @Test
    void whoSignsInAsBeforeConnectsThemAndThenComesEitherWay() {
        var account = here.server.person(Role.ENGINEER);
        here.provider.signs("proves", account.email(), "builders");
        staysClosed(account);

        assertThat(ConnectionTest.connect(here.server.signIn(account)).status()).isEqualTo(303);

        assertThat(here.signIn().status()).isEqualTo(303);
    }

    @Test
    void opensWhatTheDirectoryMadeForThisPersonWhateverItWasGivenSince() {
        var byName = provisioned("by-name@example.com", "x-1", "by-name@example.com");
        give(byName, Role.APPROVER);
        here.provider.signs("sub-1", byName.email());
        opens(byName);

        var bySubject = provisioned("b.subject", "sub-2", "by-subject@example.com");
        give(bySubject, Role.APPROVER);
        here.provider.signs("sub-2", bySubject.email());
        opens(bySubject);

        var byUserName = provisioned("B.UserName", "x-3", "by-user-name@example.com");
        give(byUserName, Role.APPROVER);
        here.provider.person = Map.of(
                "sub",
                "sub-3",
                "email",
                byUserName.email(),
                "email_verified",
                true,
                "preferred_username",
                "b.username");
        opens(byUserName);
    }

    @Test
    void opensNothingThatTheDirectoryMadeForSomebodyElse() {
        var account = provisioned("somebody.else", "sub-of-else", "inherited@example.com");
        give(account, Role.APPROVER);
        here.provider.person = Map.of(
                "sub", "heir", "email", account.email(), "email_verified", true, "preferred_username", "the.heir");

        staysClosed(account);
    }

    @Test
    void opensNoAdministratorsAccountThatTheDirectoryMade() {
        var account = provisioned("made-boss@example.com", "x-4", "made-boss@example.com");
        give(account, Role.ADMINISTRATOR);
        here.provider.signs("made-boss", account.email(), "bosses");

        staysClosed(account);
    }

    @Test
    void aUserWhomTheDirectoryDeletedVouchesForNobody() {
        var account = provisioned("deleted@example.com", "x-5", "deleted@example.com");
        give(account, Role.APPROVER);
        here.server
                .transactions()
                .run(tx -> tx.execute("update scim_user set deleted_at = now() where account_id = ?", account.id()));
        here.provider.signs("deleted", account.email());

        staysClosed(account);
    }
}
