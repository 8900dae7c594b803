package plumbline.server.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.TestBrowser;
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
import plumbline.testkit.Await;

class AuditorReadsTest {
    private final ServerFixture server = ServerFixture.shared();
    private final TestApi journal = server.token(Permission.JOURNAL_READ);

    @Test
    void theJournalSaysWhichRecordsAnAuditorOpened() {
        var key = service();
        var service = "service:" + key;
        var auditor = server.signIn(Role.AUDITOR);

        assertThat(auditor.get("/services").status()).isEqualTo(200);
        assertThat(opened(auditor, service)).isZero();
        assertThat(auditor.get("/services/" + key).status()).isEqualTo(200);
        assertThat(opened(auditor, service)).isEqualTo(1);
        assertThat(auditor.get("/api/v1/services/" + key).status()).isEqualTo(200);
        assertThat(opened(auditor, service)).isEqualTo(2);
        assertThat(server.signIn(Role.ENGINEER).get("/services/" + key).status())
                .isEqualTo(200);
        assertThat(opened(auditor, service)).isEqualTo(2);
    }

    @Test
    void theJournalSaysWhichListsAnAuditorTookAway() {
        var auditor = server.signIn(Role.AUDITOR);
        int before = notes("list:findings");

        assertThat(auditor.get("/findings").status()).isEqualTo(200);
        assertThat(opened(auditor, "list:findings")).isEqualTo(before);
        assertThat(auditor.get("/findings?format=csv").status()).isEqualTo(200);
        assertThat(auditor.get("/findings?format=xlsx").status()).isEqualTo(200);
        assertThat(opened(auditor, "list:findings")).isEqualTo(before + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"findings", "evidence", "journal", "decisions", "services"})
    void theJournalSaysWhichListsAnAuditorReadByTheApi(String list) {
        var auditor = server.signIn(Role.AUDITOR);
        int before = notes("list:" + list);

        assertThat(auditor.get("/api/v1/" + list + "?limit=1").status()).isEqualTo(200);

        assertThat(opened(auditor, "list:" + list)).isEqualTo(before + 1);
        assertThat(server.signIn(Role.COMPLIANCE_MANAGER).get("/api/v1/" + list).status())
                .isEqualTo(200);
        assertThat(opened(auditor, "list:" + list)).isEqualTo(before + 1);
    }

    @Test
    void theJournalSaysThatAnAuditorSearchedByTheApi() {
        var auditor = server.signIn(Role.AUDITOR);
        int before = notes("list:search");

        assertThat(auditor.get("/api/v1/search?q=bucket").status()).isEqualTo(200);

        assertThat(opened(auditor, "list:search")).isEqualTo(before + 1);
    }

    @Test
    void whatAnAuditorIsRefusedOrOwnsIsNotNoted() {
        var auditor = server.signIn(Role.AUDITOR);
        int before = notes("list:people");

        assertThat(auditor.get("/api/v1/people").status()).isEqualTo(403);
        assertThat(auditor.get("/api/v1/me/sessions").status()).isEqualTo(200);

        assertThat(opened(auditor, "list:people")).isEqualTo(before);
        assertThat(notes("list:me/sessions")).isZero();
    }

    @Test
    void everyListOfTheApiIsNotedButOnesOwnAndWhatIsPublic() {
        var unnoted = server.part(RequestMappingHandlerMapping.class).getHandlerMethods().values().stream()
                .filter(method -> method.hasMethodAnnotation(GetMapping.class)
                        && hasItems(method.getReturnType().getParameterType())
                        && AuditorReads.kind(method).isEmpty())
                .map(method -> method.getBeanType().getSimpleName() + "."
                        + method.getMethod().getName());

        assertThat(unnoted)
                .containsExactlyInAnyOrder(
                        "GrantApi.ownRights", "KeyApi.keys", "NoticeApi.list", "PasskeyApi.list", "SessionApi.list");
    }

    private static boolean hasItems(Class<?> type) {
        return type.isRecord()
                && Stream.of(type.getRecordComponents())
                        .anyMatch(part -> part.getName().equals("items"));
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
        var auditor = server.signIn(Role.AUDITOR);
        int before = notes("control:2015/9.2.5");

        assertThat(auditor.get("/controls/2015/9.2.5").status()).isEqualTo(200);

        assertThat(opened(auditor, "control:2015/9.2.5")).isEqualTo(before + 1);
    }

    @Test
    void whatIsNotThereIsNotNoted() {
        var auditor = server.signIn(Role.AUDITOR);

        assertThat(auditor.get("/services/nowhere").status()).isEqualTo(404);

        assertThat(opened(auditor, "service:nowhere")).isZero();
    }

    private String service() {
        var name = "Read " + UUID.randomUUID();
        var description = new Description(
                name, "", OurRole.BOTH, ServiceModel.SAAS, DataClass.INTERNAL, List.of(), "", "", List.of());
        return server.part(Services.class).create(Actor.SYSTEM, description).key();
    }

    /// The notes about it. A note follows its answer, so these are counted when one of a later answer is there.
    private int opened(TestBrowser auditor, String object) {
        var later = service();
        assertThat(auditor.get("/services/" + later).status()).isEqualTo(200);
        Await.holds("the note of what was opened last", () -> notes("service:" + later) == 1);
        return notes(object);
    }

    private int notes(String object) {
        return journal.get("/api/v1/journal?limit=200&action=record.opened&object=" + object)
                .json()
                .get("items")
                .size();
    }
}
