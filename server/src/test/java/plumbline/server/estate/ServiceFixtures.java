package plumbline.server.estate;

import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import plumbline.ledger.Sha256;
import plumbline.server.ServerFixture;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.platform.Actor;

/// A server, its register of services, and files for it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceFixtures {
    static final String HEADER = "name,our role,model,data class,owner\n";

    ServerFixture server;

    /// What names in this test begin with.
    String unique;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void name() {
        unique = "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    /// What the journal says of this file.
    List<String> applied(String csv) {
        return server
                .transactions()
                .reading()
                .select(JOURNAL_ENTRY.CONTENT)
                .from(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.ACTION.eq("import.applied"))
                .fetch(row -> new String(row.value1(), StandardCharsets.UTF_8))
                .stream()
                .filter(entry -> entry.contains(digest(csv)))
                .toList();
    }

    static String digest(String csv) {
        return Sha256.hex(csv.getBytes(StandardCharsets.UTF_8));
    }

    CloudService service(String name) {
        return services().create(Actor.SYSTEM, described(name, DataClass.INTERNAL));
    }

    static Description described(String name, DataClass data) {
        return new Description(
                name, "", OurRole.BOTH, ServiceModel.SAAS, data, List.of(), "owner@example.com", "", List.of());
    }

    CloudService fresh(CloudService service) {
        return services().these(Set.of(service.id())).getFirst();
    }

    Services services() {
        return server.part(Services.class);
    }
}
