package plumbline.server.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.ledger.json.CanonicalJson;
import plumbline.server.ServerFixture;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.EvidenceRecorder;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.notice.Notices;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

class ScanIntakeTest {
    private final ServerFixture server = ServerFixture.shared();

    @Test
    void boundsWhatAnOpenScanHolds() {
        var description = new Description(
                "Bounded", "", OurRole.BOTH, ServiceModel.SAAS, DataClass.INTERNAL, List.of(), "", "", List.of());
        var service = server.part(Services.class).create(Actor.SYSTEM, description);
        var pushed = new PushedScan(service.key()).result("CRY-01", "aws_ebs_volume.a", "fail");
        var id = pushed.begin(server.token(Permission.SCAN_PUSH))
                .json()
                .get("id")
                .asString();
        var number = Long.parseLong(id.substring(id.indexOf('-') + 1));
        var transactions = server.part(Transactions.class);
        var intake = new ScanIntake(
                transactions,
                server.part(Journal.class),
                new ScanIntake.Parts(
                        server.part(BodyStore.class),
                        server.part(EvidenceRecorder.class),
                        new ScanNews(server.part(Notices.class))),
                20);
        var store = new ScanStore();
        var scan = store.find(transactions.reading(), number, Principal.Scope.EVERYWHERE)
                .orElseThrow();

        assertThatThrownBy(() -> intake.put(scan, 0, pushed.part(0)))
                .isInstanceOf(InvalidScan.class)
                .hasMessageContaining("20 bytes");
        assertThat(store.bytes(transactions.reading(), scan)).isZero();
    }

    @Test
    void boundsHowManyAreOpen() {
        var service = service("Crowded");
        var token = server.token(Permission.SCAN_PUSH);
        for (int i = 0; i < ScanIntake.MOST_OPEN; i++) {
            assertThat(scan(service, i).begin(token).status()).isEqualTo(201);
        }

        var refused = scan(service, ScanIntake.MOST_OPEN).begin(token);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("20 scans that are not complete");
        assertThat(scan(service, 0).begin(token).status()).isEqualTo(200);
    }

    @Test
    void throwsAwayWhatWasNeverCompleted() {
        var service = service("Abandoned");
        var token = server.token(Permission.SCAN_PUSH);
        var id = scan(service, 0).begin(token).json().get("id").asString();
        var transactions = server.part(Transactions.class);
        var now = server.clock().instant();

        transactions.run(tx -> ScanIntake.deleteAbandoned(tx, now.plus(ScanIntake.LONGEST_OPEN)));
        assertThat(token.get("/api/v1/scans/" + id).status()).isEqualTo(200);
        transactions.run(tx ->
                ScanIntake.deleteAbandoned(tx, now.plus(ScanIntake.LONGEST_OPEN).plusSeconds(1)));

        assertThat(token.get("/api/v1/scans/" + id).status()).isEqualTo(404);
    }

    @Test
    void refusesAnUnknownControlWithThePartThatNamesIt() {
        var service = service("Unknown control");
        var token = server.token(Permission.SCAN_PUSH);
        var pushed = scan(service, 0);
        var id = pushed.begin(token).json().get("id").asString();
        var part = CanonicalJson.text(pushed.part(0)).replace("2015/10.1.1", "2015/99.9.9");

        var refused = token.put("/api/v1/scans/" + id + "/parts/0", part);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("/results/0/controls", "no control 2015/99.9.9");
    }

    private PushedScan scan(String service, int number) {
        return new PushedScan(service).result("CRY-01", "aws_ebs_volume.v" + number, "fail");
    }

    private String service(String name) {
        var description = new Description(
                name, "", OurRole.BOTH, ServiceModel.SAAS, DataClass.INTERNAL, List.of(), "", "", List.of());
        return server.part(Services.class).create(Actor.SYSTEM, description).key();
    }
}
