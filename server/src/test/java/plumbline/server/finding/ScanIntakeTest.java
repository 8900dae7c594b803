package plumbline.server.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
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
                server.part(BodyStore.class),
                server.part(EvidenceRecorder.class),
                20);
        var store = new ScanStore();
        var scan = store.find(transactions.reading(), number, Principal.Scope.EVERYWHERE)
                .orElseThrow();

        assertThatThrownBy(() -> intake.put(scan, 0, pushed.part(0)))
                .isInstanceOf(InvalidScan.class)
                .hasMessageContaining("20 bytes");
        assertThat(store.bytes(transactions.reading(), scan)).isZero();
    }
}
