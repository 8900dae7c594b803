package plumbline.server.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.InputStreamResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import plumbline.server.ServerFixture;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.identity.OpenToAll;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.server.web.sheet.Sheet;

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
    void theJournalSaysWhichListsAnAuditorTookAway() {
        var auditor = server.signIn(Role.AUDITOR);
        int before = opened("list:findings");

        assertThat(auditor.get("/findings").status()).isEqualTo(200);
        assertThat(opened("list:findings")).isEqualTo(before);
        assertThat(auditor.get("/findings?format=csv").status()).isEqualTo(200);
        assertThat(auditor.get("/findings?format=xlsx").status()).isEqualTo(200);
        assertThat(opened("list:findings")).isEqualTo(before + 2);
    }

    @Test
    void nothingIsHandedOutAsAFileUnnoted() {
        var handlers = server.part(RequestMappingHandlerMapping.class).getHandlerMethods().values().stream()
                .filter(method -> method.hasMethodAnnotation(GetMapping.class)
                        && !method.hasMethodAnnotation(OpenToAll.class)
                        && handsOut(method))
                .toList();

        assertThat(handlers)
                .hasSizeGreaterThan(15)
                .allSatisfy(method -> assertThat(AuditorReads.kind(method).isPresent() || isJournalled(method))
                        .as(method.toString())
                        .isTrue());
    }

    private static boolean handsOut(HandlerMethod method) {
        return method.getReturnType().getParameterType() == Sheet.class
                || method.getReturnType()
                        .getGenericParameterType()
                        .getTypeName()
                        .contains(InputStreamResource.class.getSimpleName());
    }

    /// What notes by itself who took it, auditor or not.
    private static boolean isJournalled(HandlerMethod method) {
        var type = method.getBeanType().getSimpleName();
        return type.startsWith("Pack")
                || (type.startsWith("Journal") && method.getMethod().getName().equals("export"));
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
