package plumbline.server.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import plumbline.server.ServerFixture;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

class AuditorReadsTest {
    private final ServerFixture server = ServerFixture.shared();

    @Test
    void theJournalSaysWhichRecordsAnAuditorOpened() {
        var name = "Read " + UUID.randomUUID();
        var description = new Description(
                name, "", OurRole.BOTH, ServiceModel.SAAS, DataClass.INTERNAL, List.of(), "", "", List.of());
        var key = server.part(Services.class).create(Actor.SYSTEM, description).key();
        var auditor = server.signIn(Role.AUDITOR);

        assertThat(auditor.get("/services").status()).isEqualTo(200);
        assertThat(opened("service:" + key)).isZero();
        assertThat(auditor.get("/services/" + key).status()).isEqualTo(200);
        assertThat(opened("service:" + key)).isEqualTo(1);
        assertThat(auditor.get("/api/v1/services/" + key).status()).isEqualTo(200);
        assertThat(opened("service:" + key)).isEqualTo(2);
        assertThat(server.signIn(Role.ENGINEER).get("/services/" + key).status())
                .isEqualTo(200);
        assertThat(opened("service:" + key)).isEqualTo(2);
    }

    @Test
    void anIdOfSeveralPiecesIsWritten() {
        int before = opened("control:2015/9.2.5");

        assertThat(server.signIn(Role.AUDITOR).get("/controls/2015/9.2.5").status())
                .isEqualTo(200);

        assertThat(opened("control:2015/9.2.5")).isEqualTo(before + 1);
    }

    @Test
    void whatIsNotThereIsNotNoted() {
        assertThat(server.signIn(Role.AUDITOR).get("/services/nowhere").status())
                .isEqualTo(404);

        assertThat(opened("service:nowhere")).isZero();
    }

    /// The note follows the answer, so it may come a moment later.
    private int opened(String object) {
        var api = server.token(Permission.JOURNAL_READ);
        int count = -1;
        for (int tries = 0; tries < 10; tries++) {
            int now = api.get("/api/v1/journal?limit=200&action=record.opened&object=" + object)
                    .json()
                    .get("items")
                    .size();
            count = Math.max(count, now);
            try {
                Thread.sleep(30);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return count;
    }
}
