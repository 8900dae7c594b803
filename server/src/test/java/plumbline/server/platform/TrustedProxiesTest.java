package plumbline.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                               | 203.0.113.9 | 198.51.100.1                        | 203.0.113.9
            10.0.0.7           | 203.0.113.9 | 198.51.100.1                        | 203.0.113.9
            10.0.0.7           | 10.0.0.7    | 198.51.100.1                        | 198.51.100.1
            10.0.0.7           | 10.0.0.7    | 1.1.1.1, 198.51.100.1               | 198.51.100.1
            10.0.0.0/8         | 10.0.0.7    | 1.1.1.1, 198.51.100.1, 10.200.3.4   | 198.51.100.1
            10.0.0.0/8         | 10.0.0.7    | 10.0.0.1                            | 10.0.0.1
            10.0.0.0/9         | 10.128.0.1  | 1.1.1.1                             | 10.128.0.1
            10.0.0.7           | 10.0.0.7    | 1.1.1.1, localhost                  | 10.0.0.7
            10.0.0.7           | 10.0.0.7    | evil.example                        | 10.0.0.7
            10.0.0.7           | 10.0.0.7    | ''                                  | 10.0.0.7
            fd00::/8,::1       | ::1         | 2001:db8::5, fd12::1                | 2001:db8:0:0:0:0:0:5
            0.0.0.0/0          | ::1         | 1.1.1.1                             | ::1
            """)
    void findsTheNearestHopThatIsNoneOfOurs(String trusted, String peer, String forwarded, String client) {
        assertThat(TrustedProxies.parse(trusted).client(peer, List.of(forwarded)))
                .isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.7,", "::1/129", "*"})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> TrustedProxies.parse(text))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PLUMBLINE_TRUSTED_PROXIES");
    }
}
