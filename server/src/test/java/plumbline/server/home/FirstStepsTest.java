package plumbline.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import plumbline.server.ServerFixture;
import plumbline.server.identity.Role;

class FirstStepsTest {

    @Test
    void theFirstAdministratorIsToldWhatToDoUntilItIsDone() {
        try (var server = ServerFixture.start()) {
            var steps = server.part(FirstSteps.class);
            assertThat(steps.run(server.clock().instant())).isZero();
            var administrator = server.signIn(Role.ADMINISTRATOR);

            assertThat(steps.run(server.clock().instant())).isEqualTo(3);
            assertThat(steps.run(server.clock().instant())).isZero();

            assertThat(administrator.get("/").text())
                    .contains("My tasks")
                    .contains("Register your first cloud service")
                    .contains("Push the first scan of its Terraform")
                    .contains("Invite the people who run the programme with you");
            administrator.post(
                    "/services", "name", "Shop", "ourRole", "both", "model", "saas", "dataClass", "internal");
            server.person(Role.ENGINEER);
            assertThat(steps.run(server.clock().instant())).isEqualTo(2);
            assertThat(administrator.get("/inbox").text())
                    .doesNotContain("Register your first cloud service")
                    .doesNotContain("Invite the people")
                    .contains("Push the first scan");
        }
    }

    @Test
    void whereThereAreServicesAlreadyNobodyIsTold() {
        try (var server = ServerFixture.start()) {
            var administrator = server.signIn(Role.ADMINISTRATOR);
            administrator.get("/services/new");
            administrator.post(
                    "/services", "name", "Shop", "ourRole", "both", "model", "saas", "dataClass", "internal");

            assertThat(server.part(FirstSteps.class).run(server.clock().instant()))
                    .isZero();
        }
    }
}
