package plumbline.server.identity.scim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import plumbline.server.ServerFixture;
import plumbline.server.identity.Permission;

class ScimConfigTest {
    @Test
    void saysWhatItCanDo() {
        var directory = ServerFixture.shared().token(Permission.SCIM_PROVISION);
        var config = directory.get("/scim/v2/ServiceProviderConfig").json();
        var types = directory.get("/scim/v2/ResourceTypes").json();
        var schemas = directory.get("/scim/v2/Schemas").json();

        assertThat(config.at("/patch/supported").booleanValue()).isTrue();
        assertThat(config.at("/bulk/supported").booleanValue()).isFalse();
        assertThat(types.get("Resources").get(0).get("endpoint").asString()).isEqualTo("/Users");
        assertThat(types.get("Resources").get(1).get("endpoint").asString()).isEqualTo("/Groups");
        assertThat(directory
                        .get("/scim/v2/Schemas/" + ScimSchemas.CORE_GROUP)
                        .json()
                        .at("/attributes/0/required")
                        .asBoolean())
                .isTrue();
        for (var schema : schemas.get("Resources")) {
            var one = directory.get("/scim/v2/Schemas/" + schema.get("id").asString());
            assertThat(one.json()).isEqualTo(schema);
            assertThat(schema.get("attributes")).isNotEmpty();
        }
        assertThat(directory.get("/scim/v2/ResourceTypes/User").status()).isEqualTo(200);
        assertThat(directory.get("/scim/v2/Schemas/urn:none").status()).isEqualTo(404);
    }
}
