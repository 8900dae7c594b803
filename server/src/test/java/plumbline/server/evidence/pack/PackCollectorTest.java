package plumbline.server.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import plumbline.catalog.Catalog;
import plumbline.server.ServerFixture;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.EvidenceQueries;
import plumbline.server.evidence.EvidenceRecorder;
import plumbline.server.evidence.EvidenceSource;
import plumbline.server.evidence.NewEvidence;
import plumbline.server.evidence.PackTooLarge;
import plumbline.server.evidence.Period;
import plumbline.server.platform.Actor;
import plumbline.server.platform.StartFailure;
import plumbline.testkit.Await;

class PackCollectorTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final ServerFixture server = ServerFixture.shared();

    @Test
    void refusesMoreEvidenceThanAPackMayHave() {
        var service = server.part(Services.class)
                .create(
                        Actor.SYSTEM,
                        new Description(
                                "Heavy service",
                                "",
                                OurRole.BOTH,
                                ServiceModel.SAAS,
                                DataClass.INTERNAL,
                                List.of(),
                                "",
                                "",
                                List.of()));
        record(service, "0123456789");

        assertThatThrownBy(() -> collect(service, new PackSettings(9)))
                .isInstanceOf(PackTooLarge.class)
                .hasMessageContaining("10 B")
                .hasMessageContaining("PLUMBLINE_PACK_MAX_MB")
                .hasMessageContaining("shorter window");
    }

    private void record(CloudService service, String content) {
        var body = server.part(BodyStore.class).put(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        server.transactions()
                .run(tx -> server.part(EvidenceRecorder.class)
                        .record(
                                tx,
                                new NewEvidence(
                                        server.part(Catalog.class)
                                                .evidenceKinds()
                                                .getFirst()
                                                .id(),
                                        "Heavy",
                                        new EvidenceSource.Upload("heavy.txt"),
                                        service.id(),
                                        Set.of(),
                                        Period.at(NOW),
                                        "text/plain",
                                        body.digest(),
                                        Actor.SYSTEM,
                                        null)));
    }

    /// Collects once the ledger has taken everything in.
    private PackCollector.Collected collect(CloudService service, PackSettings settings) {
        var collector =
                new PackCollector(server.part(Catalog.class), server.part(EvidenceQueries.class), List.of(), settings);
        var subject = new Pack.Subject(
                service.id(), service.key(), "Heavy service", NOW.minusSeconds(60), NOW.plusSeconds(60), "2015");
        var pack = new Pack(1, subject, new Pack.Request("", Actor.SYSTEM, NOW), PackState.COLLECTING, null, null);
        return Await.present(
                "the publication", () -> server.transactions().get(tx -> collector.collect(tx, pack, "test", NOW)));
    }

    @Test
    void theLimitIsTheOperators() {
        assertThat(PackSettings.from(name -> null).maxBytes()).isEqualTo(2_000_000_000L);
        assertThat(PackSettings.from(Map.of("PLUMBLINE_PACK_MAX_MB", "7")::get).maxBytes())
                .isEqualTo(7_000_000);
        for (var wrong : List.of("0", "many", "60001", "-1")) {
            assertThatThrownBy(() -> PackSettings.from(name -> wrong))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("PLUMBLINE_PACK_MAX_MB");
        }
    }
}
