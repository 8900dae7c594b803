package plumbline.server.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.server.platform.StartFailure;

class DestinationsTest {
    private static final String PUBLIC = "93.184.216.34";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:a9fe:a9fe",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::",
                "3fff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fd00::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void refusesEveryAddressThatIsNotPublicWrittenAndResolved(String address) {
        var host = address.contains(":") ? "[" + address + "]" : address;
        assertThat(judge(Allowance.NONE, "https://" + host + "/x")).isInstanceOf(Destinations.Judged.Unfit.class);
        assertThat(judge(Allowance.NONE, "https://hook.example/x", address))
                .isInstanceOf(Destinations.Judged.Unfit.class);
        assertThat(judge(Allowance.NONE, "https://hook.example/x", PUBLIC, address))
                .isInstanceOf(Destinations.Judged.Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "93.184.216.34", "100.63.255.255", "172.32.0.1", "2606:4700::1111", "2a00::1"})
    void letsPublicAddressesThrough(String address) {
        assertThat(judge(Allowance.NONE, "https://hook.example:8443/x?y=z", address))
                .isInstanceOfSatisfying(Destinations.Judged.Fit.class, fit -> {
                    assertThat(fit.addresses()).containsExactly(literal(address));
                    assertThat(fit.port()).isEqualTo(8443);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://hook.example/",
                "file:///etc/passwd",
                "gopher://hook.example/",
                "jar:https://hook.example/!/",
                "javascript:alert(1)",
                "//hook.example/",
                "hook.example",
                "https:hook.example",
                "https:///x",
                "https://",
                "https://user@hook.example/",
                "https://user:secret@hook.example/",
                "https://hook.example@127.0.0.1/",
                "https://hook.example/#x",
                "https://2130706433/",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://10.1/",
                "https://1.2.3.4.5/",
                "https://1.2.3.256/",
                "https://hook.0x7f/",
                "https://017700000001/",
                "https://127.0.0.1./",
                "https://[::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[::ffff:127.0.0.1]/",
                "https://%31%32%37.0.0.1/",
                "https://ⓛocalhost/",
                "https://１２７.0.0.1/",
                "https://127。0。0。1/",
                "https://hook.example:22/",
                "https://hook.example:25/",
                "https://hook.example:6379/",
                "https://hook.example:5432/",
                "https://hook.example:0/",
                "https://hook.example:99999/",
                "https://-hook.example/",
                "https://hook..example/",
                "https://hook.example\\@127.0.0.1/",
                "http://hook.example/",
                "https://hook.example/a b"
            })
    void refusesOddAddressesWithoutAskingForThem(String address) {
        var destinations = new Destinations(Allowance.NONE, host -> new InetAddress[] {literal(PUBLIC)});
        assertThat(destinations.complaint(address)).isPresent();
    }

    @Test
    void asksOnceAndConnectsOnlyToWhatWasJudged() {
        Deque<String> answers = new ArrayDeque<>(List.of(PUBLIC, "127.0.0.1"));
        var destinations = new Destinations(Allowance.NONE, host -> new InetAddress[] {literal(answers.removeFirst())});
        assertThat(destinations.judge(URI.create("https://rebind.example/")))
                .isInstanceOfSatisfying(
                        Destinations.Judged.Fit.class,
                        fit -> assertThat(fit.addresses()).containsExactly(literal(PUBLIC)));
        assertThat(answers).hasSize(1);
    }

    @Test
    void saysThatANameIsUnknown() {
        var destinations = new Destinations(Allowance.NONE, host -> {
            throw new UnknownHostException(host);
        });
        assertThat(destinations.judge(URI.create("https://nowhere.example/")))
                .isEqualTo(new Destinations.Judged.Unknown("nowhere.example"));
    }

    @Test
    void theOperatorOpensNetworksAndHosts() {
        var allowance = Allowance.parse("10.1.0.0/16, Hooks.Intern.Example,169.254.169.254");
        assertThat(judge(allowance, "http://10.1.2.3:8080/")).isInstanceOf(Destinations.Judged.Fit.class);
        assertThat(judge(allowance, "http://10.2.2.3:8080/")).isInstanceOf(Destinations.Judged.Unfit.class);
        assertThat(judge(allowance, "https://other.example/", "10.1.2.3")).isInstanceOf(Destinations.Judged.Fit.class);
        assertThat(judge(allowance, "http://hooks.intern.example/", "192.168.3.4"))
                .isInstanceOf(Destinations.Judged.Fit.class);
        assertThat(judge(allowance, "http://hooks.intern.example/", "fd12::4"))
                .isInstanceOf(Destinations.Judged.Fit.class);
        assertThat(judge(allowance, "http://169.254.169.254/")).isInstanceOf(Destinations.Judged.Fit.class);
    }

    @Test
    void allowingAHostDoesNotAllowItToBeTheMetadata() {
        var allowance = Allowance.parse("hooks.intern.example");
        for (var address : List.of("169.254.169.254", "fd00:ec2::254", "224.0.0.1", "0.0.0.0", "64:ff9b::a00:1")) {
            assertThat(judge(allowance, "https://hooks.intern.example/", address))
                    .as(address)
                    .isInstanceOf(Destinations.Judged.Unfit.class);
        }
        assertThat(judge(allowance, "https://hooks.intern.example.evil.example/", "127.0.0.1"))
                .isInstanceOf(Destinations.Judged.Unfit.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "*", "*.example.com", "10.1", "http://x.example", "a b", ","})
    void anAllowanceThatCannotBeReadEndsTheStart(String text) {
        assertThatThrownBy(() -> Allowance.parse(text))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PLUMBLINE_OUTGOING_ALLOW");
    }

    private static Destinations.Judged judge(Allowance allowance, String address, String... resolved) {
        var found = Arrays.stream(resolved).map(DestinationsTest::literal).toArray(InetAddress[]::new);
        return new Destinations(allowance, host -> found).judge(URI.create(address));
    }

    private static InetAddress literal(String address) {
        return InetAddress.ofLiteral(address);
    }
}
