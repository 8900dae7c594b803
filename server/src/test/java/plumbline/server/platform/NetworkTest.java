package plumbline.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {
    @Test
    void aClientHasOneIpv4AddressOrThe64BitsOfAnIpv6Network() {
        assertThat(Network.ofClient("198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(Network.ofClient("::ffff:198.51.100.7")).doesNotContain("/64");
        assertThat(Network.ofClient("2001:db8::1")).isEqualTo(Network.ofClient("2001:0db8:0:0:ffff:1:2:3"));
        assertThat(Network.ofClient("2001:db8::1")).isNotEqualTo(Network.ofClient("2001:db8:0:1::1"));
        assertThat(Network.ofClient("not an address")).isEqualTo("not an address");
    }
}
