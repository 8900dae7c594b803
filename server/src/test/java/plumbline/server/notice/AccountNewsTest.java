package plumbline.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import plumbline.server.ServerFixture;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;

class AccountNewsTest {

    @Test
    void everyUseOfTheBreakGlassAccountIsToldToThoseWhoManagePeople() {
        try (var server = ServerFixture.start()) {
            server.holdJobs();
            var admin = server.person(Role.ADMINISTRATOR);
            var engineer = server.person(Role.ENGINEER);
            for (int use = 0; use < 2; use++) {
                server.transactions()
                        .run(tx -> server.part(Journal.class)
                                .append(
                                        tx,
                                        Actor.NOBODY,
                                        "account.break-glass-used",
                                        Subject.of("account", "account:" + engineer.id())));
            }
            server.part(AccountNews.class).run();
            assertThat(server.part(Notices.class).unread(admin.id())).isEqualTo(2);
            assertThat(server.part(Notices.class).unread(engineer.id())).isZero();
            assertThat(server.signIn(admin).get("/").text()).contains("href=\"/notices\"");
        }
    }
}
