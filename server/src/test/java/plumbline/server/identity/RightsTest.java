package plumbline.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plumbline.server.identity.Permission.ACCOUNT_OWN;
import static plumbline.server.identity.Permission.EVIDENCE_READ;
import static plumbline.server.identity.Permission.EVIDENCE_WRITE;
import static plumbline.server.identity.Permission.FINDING_READ;
import static plumbline.server.identity.Permission.JOURNAL_READ;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.Grant;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.testkit.Seeds;

class RightsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void eachPermissionAppliesWhereOneOfTheRolesHasIt() {
        var rights = Rights.ofPerson(
                List.of(grant(Role.ENGINEER, Scope.of(Set.of(1L, 2L))), grant(Role.APPROVER, Scope.EVERYWHERE)), NOW);

        assertThat(rights.scope(EVIDENCE_READ)).isEqualTo(Scope.EVERYWHERE);
        assertThat(rights.scope(EVIDENCE_WRITE)).isEqualTo(Scope.of(Set.of(1L, 2L)));
        assertThat(rights.scope(JOURNAL_READ)).isEqualTo(Scope.NOWHERE);
    }

    @Test
    void whatConcernsTheWholeOrganisationIsNotHadByHalves() {
        var rights = Rights.ofPerson(List.of(grant(Role.COMPLIANCE_MANAGER, Scope.of(1L))), NOW);

        assertThat(rights.may(JOURNAL_READ)).isFalse();
        assertThat(rights.scope(FINDING_READ)).isEqualTo(Scope.of(1L));
        assertThat(rights.mayEverywhere(ACCOUNT_OWN)).isTrue();
    }

    @Test
    void anAuditorOnlyReadsWhateverElseTheyHold() {
        var audit = new Grant(1, Role.AUDITOR, null, Scope.EVERYWHERE, null, NOW.plusSeconds(1), null);
        var both = List.of(audit, grant(Role.ADMINISTRATOR, Scope.EVERYWHERE));

        assertThat(Rights.ofPerson(both, NOW).permissions()).allMatch(Permission::onlyReads);
        assertThat(Rights.ofPerson(both, NOW.plusSeconds(1))).isEqualTo(Rights.ALL);
    }

    @Test
    void aRoleCountsFromItsFirstMomentToItsLast() {
        var visit = new Grant(1, Role.APPROVER, null, Scope.EVERYWHERE, NOW, NOW.plus(Duration.ofDays(1)), null);

        assertThat(visit.inForce(NOW.minusNanos(1))).isFalse();
        assertThat(visit.inForce(NOW)).isTrue();
        assertThat(visit.inForce(NOW.plus(Duration.ofDays(1)).minusNanos(1))).isTrue();
        assertThat(visit.inForce(NOW.plus(Duration.ofDays(1)))).isFalse();
        assertThat(visit.lasts(NOW, NOW.plus(Duration.ofDays(1)))).isTrue();
        assertThat(visit.lasts(NOW, null)).isFalse();
    }

    @Test
    void noAuditIsForEverAndNoAdministratorIsLimited() {
        assertThat(NewGrant.everywhere(Role.AUDITOR).until(NOW)).isEqualTo(NOW.plus(Role.AUDIT));
        assertThatThrownBy(() -> new NewGrant(Role.ADMINISTRATOR, null, Scope.of(1L), null, null))
                .hasMessageContaining("scope");
    }

    /// Against single questions: may this be done on that service?
    @Test
    void sumsAndLimitsAnswerEachQuestionAsTheirPartsDo() {
        var random = Seeds.random("RightsTest");
        for (int round = 0; round < 300; round++) {
            var one = rights(random);
            var other = rights(random);
            for (var permission : Permission.values()) {
                for (Long service : Arrays.asList(1L, 2L, 3L, null)) {
                    boolean a = one.scope(permission).covers(service);
                    boolean b = other.scope(permission).covers(service);
                    assertThat(one.plus(other).scope(permission).covers(service))
                            .isEqualTo(a || b);
                    assertThat(one.within(other).scope(permission).covers(service))
                            .isEqualTo(a && b);
                }
            }
            assertThat(one.plus(other).covers(one)).isTrue();
            assertThat(one.covers(one.within(other))).isTrue();
            assertThat(one.covers(other)).isEqualTo(one.plus(other).equals(one));
        }
    }

    private static Rights rights(Random random) {
        var sum = Rights.NONE;
        for (int i = 0; i < random.nextInt(4); i++) {
            var permissions = new ArrayList<>(List.of(Permission.values()));
            Collections.shuffle(permissions, random);
            var services = new HashSet<Long>();
            for (long service = 1; service <= 3; service++) {
                if (random.nextBoolean()) {
                    services.add(service);
                }
            }
            var scope = random.nextInt(4) == 0 ? Scope.EVERYWHERE : Scope.of(services);
            sum = sum.plus(Rights.of(Set.copyOf(permissions.subList(0, random.nextInt(permissions.size()))), scope));
        }
        return sum;
    }

    private static Grant grant(Role role, Scope scope) {
        return new Grant(1, role, null, scope, null, null, null);
    }
}
