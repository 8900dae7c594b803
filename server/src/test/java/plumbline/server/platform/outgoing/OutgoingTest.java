package plumbline.server.platform.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutgoingTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final OutgoingRequest.Limits SHORT = new OutgoingRequest.Limits(Duration.ofSeconds(5), 1_000);

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var one : opened) {
            one.close();
        }
    }

    @Test
    void connectsToTheJudgedAddressAndNamesTheHost() throws IOException {
        var asked = new CopyOnWriteArrayList<String>();
        var server = serve(
                exchange -> asked.add(exchange.getRequestHeaders().getFirst("Host") + " " + exchange.getRequestURI()
                        + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        var lookups = new AtomicInteger();
        var sender = sender("hook.example", host -> {
            assertThat(host).isEqualTo("hook.example");
            // The second answer would lead to somebody else.
            return new InetAddress[] {lookups.incrementAndGet() == 1 ? HERE : InetAddress.ofLiteral("127.0.0.2")};
        });
        var sent = sender.send(OutgoingRequest.post(
                URI.create("http://hook.example:" + port(server) + "/a%20b?c=d"), "text/plain", Body.of("hello")));
        assertThat(sent).isInstanceOfSatisfying(Sent.Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.body().text()).isEqualTo("fine");
            assertThat(answered.accepted()).isTrue();
            assertThat(answered.cut()).isFalse();
        });
        assertThat(asked).containsExactly("hook.example:" + port(server) + " /a%20b?c=d hello");
        assertThat(lookups).hasValue(1);
    }

    @Test
    void triesTheNextAddressWhenTheFirstTakesNoConnection() throws IOException {
        var server = serve(exchange -> {});
        var sender = sender("hook.example", host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.9"), HERE});
        assertThat(sender.send(get("http://hook.example:" + port(server) + "/")))
                .isInstanceOf(Sent.Answered.class);
    }

    @Test
    void sendsNothingWhereTheRulesForbidIt() throws IOException {
        var server = serve(exchange -> {
            throw new AssertionError("must not be asked");
        });
        try (var sender = Outgoing.open(null)) {
            for (var host : List.of("127.0.0.1", "localhost")) {
                assertThat(sender.send(get("https://" + host + ":" + port(server) + "/")))
                        .isInstanceOf(Sent.Refused.class);
            }
            assertThat(sender.complaint("https://127.0.0.1/"))
                    .hasValueSatisfying(why ->
                            assertThat(why).isEqualTo("goes to a loopback address, which this server does not call"));
            assertThat(sender.toConfigured().send(get("http://127.0.0.1:" + port(server) + "/")))
                    .isInstanceOf(Sent.Failed.class);
        }
    }

    @Test
    void followsNoRedirect() throws IOException {
        var followed = new AtomicInteger();
        var server = serve(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/next")) {
                followed.incrementAndGet();
            }
            exchange.getResponseHeaders().set("Location", "/next");
            exchange.sendResponseHeaders(302, -1);
        });
        assertThat(here().send(get("http://127.0.0.1:" + port(server) + "/")))
                .isInstanceOfSatisfying(
                        Sent.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(302));
        assertThat(followed).hasValue(0);
    }

    @Test
    void readsNoMoreOfAnEndlessAnswerThanTheLimit() throws IOException {
        var server = raw(socket -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes(UTF_8));
            var chunk = "x".repeat(8_192).getBytes(UTF_8);
            while (true) {
                socket.getOutputStream().write(chunk);
            }
        });
        assertThat(here().send(get("http://127.0.0.1:" + server + "/").within(SHORT)))
                .isInstanceOfSatisfying(Sent.Answered.class, answered -> {
                    assertThat(answered.body().length()).isEqualTo(1_000);
                    assertThat(answered.cut()).isTrue();
                });
    }

    @Test
    void waitsNoLongerThanItsLimitForSomebodyWhoDrips() throws IOException {
        var server = raw(socket -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n".getBytes(UTF_8));
            while (!socket.isClosed()) {
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
                Thread.sleep(20);
            }
        });
        long begun = System.nanoTime();
        var limits = new OutgoingRequest.Limits(Duration.ofMillis(300), 1_000);
        assertThat(here().send(get("http://127.0.0.1:" + server + "/").within(limits)))
                .isInstanceOfSatisfying(
                        Sent.Failed.class, failed -> assertThat(failed.why()).isEqualTo("no answer in time"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void failsInWordsWhenTheAnswerIsNoHttp() throws IOException {
        for (var answer : List.of(
                "SSH-2.0-OpenSSH_9.9\r\n",
                "HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(500) + "\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "")) {
            var server = raw(socket -> {
                socket.getOutputStream().write(answer.getBytes(UTF_8));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            });
            assertThat(here().send(get("http://127.0.0.1:" + server + "/").within(SHORT)))
                    .as(answer.substring(0, Math.min(30, answer.length())))
                    .isInstanceOfSatisfying(
                            Sent.Failed.class,
                            failed -> assertThat(failed.why()).isNotBlank());
        }
        assertThat(here().send(get("http://127.0.0.1:" + unused() + "/")))
                .isInstanceOfSatisfying(
                        Sent.Failed.class,
                        failed -> assertThat(failed.why()).isEqualTo("nothing accepts connections there"));
    }

    @Test
    void theCertificateMustBeOfTheNameThatWasAskedFor(@TempDir Path folder) throws Exception {
        var tls = certificate(folder, "hook.example");
        var server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        opened.add(() -> server.stop(0));
        int port = server.getAddress().getPort();
        var sender = Outgoing.open(Allowance.parse("127.0.0.0/8"), host -> new InetAddress[] {HERE}, tls);
        opened.add(sender);
        assertThat(sender.send(get("https://hook.example:" + port + "/"))).isInstanceOf(Sent.Answered.class);
        assertThat(sender.send(get("https://other.example:" + port + "/")))
                .isInstanceOfSatisfying(
                        Sent.Failed.class, failed -> assertThat(failed.why()).contains("TLS"));
        assertThat(here().send(get("https://127.0.0.1:" + port + "/"))).isInstanceOf(Sent.Failed.class);
    }

    @Test
    void headersCannotCarryOthersAlong() {
        for (var headers : List.of(
                Map.of("X", "a\r\nY: b"),
                Map.of("X: a\r\nY", "b"),
                Map.of("Host", "other.example"),
                Map.of("Transfer-Encoding", "chunked"),
                Map.of("X", "ä"))) {
            assertThatThrownBy(() ->
                            new OutgoingRequest("POST", URI.create("https://x.example/"), headers, Body.NONE, SHORT))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static SSLContext certificate(Path folder, String host) throws Exception {
        var file = folder.resolve("keys.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "x",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("x", store.getCertificate("x"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Outgoing here() {
        return sender("127.0.0.0/8", InetAddress::getAllByName);
    }

    private Outgoing sender(String allowed, Destinations.Resolver resolver) {
        var sender = Outgoing.open(Allowance.parse(allowed), resolver, null);
        opened.add(sender);
        return sender;
    }

    private static OutgoingRequest get(String address) {
        return OutgoingRequest.get(URI.create(address));
    }

    private interface Handling {
        void handle(com.sun.net.httpserver.HttpExchange exchange) throws IOException;
    }

    private HttpServer serve(Handling handling) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        server.createContext("/", exchange -> {
            handling.handle(exchange);
            if (exchange.getResponseCode() < 0) {
                exchange.sendResponseHeaders(200, 4);
                exchange.getResponseBody().write("fine".getBytes(UTF_8));
            }
            exchange.close();
        });
        server.start();
        opened.add(() -> server.stop(0));
        return server;
    }

    private interface Talking {
        void talk(java.net.Socket socket) throws IOException, InterruptedException;
    }

    private int raw(Talking talking) throws IOException {
        var server = new ServerSocket(0, 5, HERE);
        opened.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    talking.talk(socket);
                } catch (IOException | InterruptedException gone) {
                    // the caller has seen enough
                }
            }
        });
        return server.getLocalPort();
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }

    private static int unused() throws IOException {
        try (var socket = new ServerSocket(0, 1, HERE)) {
            return socket.getLocalPort();
        }
    }
}
