package plumbline.server.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static plumbline.server.decision.DecisionFixtures.APPROVAL;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import plumbline.server.decision.stamp.StampSettings;
import plumbline.server.decision.stamp.Stamps;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Role;
import plumbline.server.platform.StartFailure;
import plumbline.server.platform.outgoing.Outgoing;

/// Time stamps from a real authority: OpenSSL behind a small web server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StampsTest {
    private Path folder;
    private DecisionFixtures world;
    private HttpServer authority;
    private Outgoing outgoing;
    private volatile String mood = "well";
    private int things;

    @BeforeAll
    void openTheAuthority(@TempDir Path home) throws Exception {
        folder = home;
        assumeThat(openssl("version")).as("openssl is on this machine").isZero();
        Files.writeString(folder.resolve("tsa.cnf"), """
                [ts]
                default_policy = 1.3.6.1.4.1.99999.1
                other_policies = 1.3.6.1.4.1.99999.2
                digests = sha256, sha512
                signer_digest = sha256
                serial = serial.txt
                accuracy = secs:1
                clock_precision_digits = 0
                ess_cert_id_chain = no
                ess_cert_id_alg = sha256
                [tsa]
                basicConstraints = critical, CA:false
                keyUsage = critical, digitalSignature
                extendedKeyUsage = critical, timeStamping
                """);
        Files.writeString(folder.resolve("serial.txt"), "01\n");
        makeAuthority("ca", "tsa");
        makeAuthority("other-ca", "other-tsa");
        authority = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        authority.createContext("/tsr", exchange -> {
            Files.write(folder.resolve("query.tsq"), exchange.getRequestBody().readAllBytes());
            var reply = reply();
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(reply.length == 0 ? 503 : 200, reply.length == 0 ? -1 : reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        authority.start();
        outgoing = Outgoing.open(null);
        world = new DecisionFixtures(
                home, transactions -> new Stamps(settings("ca.pem"), transactions, outgoing, this::soon));
    }

    @AfterAll
    void close() {
        if (world != null) {
            world.close();
            outgoing.close();
            authority.stop(0);
        }
    }

    private void soon(DSLContext transaction, String job) {
        assertThat(job).isEqualTo(Stamps.JOB);
    }

    private StampSettings settings(String anchors) {
        return StampSettings.from(Map.of(
                        "PLUMBLINE_TSA_URL",
                        "http://127.0.0.1:" + authority.getAddress().getPort() + "/tsr",
                        "PLUMBLINE_TSA_CERTIFICATES",
                        folder.resolve(anchors).toString())::get)
                .orElseThrow();
    }

    private void makeAuthority(String ca, String tsa) throws Exception {
        assertThat(openssl(
                        "req",
                        "-x509",
                        "-newkey",
                        "ed25519",
                        "-nodes",
                        "-keyout",
                        ca + ".key",
                        "-out",
                        ca + ".pem",
                        "-days",
                        "3650",
                        "-subj",
                        "/CN=" + ca))
                .isZero();
        assertThat(openssl(
                        "req",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-keyout",
                        tsa + ".key",
                        "-out",
                        tsa + ".csr",
                        "-subj",
                        "/CN=" + tsa))
                .isZero();
        assertThat(openssl(
                        "x509",
                        "-req",
                        "-in",
                        tsa + ".csr",
                        "-CA",
                        ca + ".pem",
                        "-CAkey",
                        ca + ".key",
                        "-CAcreateserial",
                        "-days",
                        "3650",
                        "-extfile",
                        "tsa.cnf",
                        "-extensions",
                        "tsa",
                        "-out",
                        tsa + ".pem"))
                .isZero();
    }

    private byte[] reply() throws IOException {
        if (mood.equals("ill")) {
            return new byte[0];
        }
        if (mood.equals("replaying")) {
            return Files.readAllBytes(folder.resolve("reply.tsr"));
        }
        var tsa = mood.equals("foreign") ? "other-tsa" : "tsa";
        try {
            int done = openssl(
                    "ts",
                    "-reply",
                    "-config",
                    "tsa.cnf",
                    "-section",
                    "ts",
                    "-queryfile",
                    "query.tsq",
                    "-signer",
                    tsa + ".pem",
                    "-inkey",
                    tsa + ".key",
                    "-out",
                    "reply.tsr");
            return done == 0 ? Files.readAllBytes(folder.resolve("reply.tsr")) : new byte[0];
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private int openssl(String... arguments) throws InterruptedException {
        var command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException missing) {
            return -1;
        }
    }

    private Vote vote() {
        var author = world.person("Author", Role.COMPLIANCE_MANAGER);
        Principal ida = world.person("Ida", Role.COMPLIANCE_MANAGER);
        var decision = world.transactions.get(tx -> {
            var thing = world.things.create(tx, "stamped" + ++things, "text");
            return world.things.open(tx, author.actor(), Set.of(author.actor()), thing.id(), List.of(APPROVAL));
        });
        return ((Voted.Cast) world.approve(ida, decision)).vote();
    }

    @Test
    void aVoteIsStampedAfterwardsAndOpenSslAgrees() throws Exception {
        mood = "well";
        var vote = vote();
        assertThat(world.stamps.of(List.of(vote.id())).get(vote.id()).pending()).isTrue();

        world.stamps.round(world.clock.instant());

        var stamp = world.stamps.of(List.of(vote.id())).get(vote.id());
        assertThat(stamp.at()).isNotNull();
        assertThat(stamp.authority()).isEqualTo("CN=tsa");
        Files.write(folder.resolve("vote.sig"), vote.signed().signature());
        Files.write(folder.resolve("vote.tsr"), world.stamps.reply(vote.id()).orElseThrow());
        assertThat(verify("vote.sig")).isZero();
        Files.write(folder.resolve("other.sig"), new byte[64]);
        assertThat(verify("other.sig")).isNotZero();
    }

    private int verify(String data) throws InterruptedException {
        return openssl("ts", "-verify", "-data", data, "-in", "vote.tsr", "-CAfile", "ca.pem");
    }

    @Test
    void anAuthorityThatFailsNeverHoldsUpAVoteAndIsAskedAgain() {
        mood = "ill";
        var vote = vote();

        world.stamps.round(world.clock.instant());

        var stamp = world.stamps.of(List.of(vote.id())).get(vote.id());
        assertThat(stamp.pending()).isTrue();
        assertThat(stamp.trouble()).isEqualTo("the authority answers 503");
        mood = "well";
        world.stamps.round(world.clock.instant());
        assertThat(world.stamps.of(List.of(vote.id())).get(vote.id()).pending())
                .as("asked again only after a pause")
                .isTrue();
        world.clock.advance(Duration.ofMinutes(1));
        world.stamps.round(world.clock.instant());
        assertThat(world.stamps.of(List.of(vote.id())).get(vote.id()).pending()).isFalse();
    }

    @Test
    void aReplyOfSomebodyUnknownOrToAnotherRequestIsNoStamp() {
        mood = "foreign";
        var first = vote();
        world.stamps.round(world.clock.instant());
        assertThat(world.stamps.of(List.of(first.id())).get(first.id()).trouble())
                .startsWith("the reply does not verify");

        mood = "replaying";
        var second = vote();
        world.stamps.round(world.clock.instant());
        assertThat(world.stamps.of(List.of(second.id())).get(second.id()).trouble())
                .startsWith("the reply does not verify");
        assertThat(world.stamps.reply(second.id())).isEmpty();
    }

    @Test
    void withoutAnAuthorityNothingIsWanted() {
        assertThat(StampSettings.from(Map.<String, String>of()::get)).isEmpty();
        assertThatThrownBy(() -> StampSettings.from(Map.of("PLUMBLINE_TSA_URL", "ftp://tsa")::get))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PLUMBLINE_TSA_URL");
        assertThatThrownBy(() -> settings("tsa.cnf"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PLUMBLINE_TSA_CERTIFICATES");
    }
}
