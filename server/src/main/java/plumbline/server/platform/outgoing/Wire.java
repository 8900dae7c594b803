package plumbline.server.platform.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Speaks HTTP/1.1 with exactly the addresses that were judged, one connection for each request. TLS is told the host's
/// name, so that the certificate must be the host's and not the address's.
final class Wire implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int MOST_CONNECTIONS = 64;
    private static final Http1Config ANSWERS = Http1Config.custom()
            .setMaxHeaderCount(100)
            .setMaxLineLength(8_192)
            .setMaxEmptyLineCount(4)
            .build();

    private final CloseableHttpClient client;

    Wire(@Nullable SSLContext tls) {
        client = HttpClients.custom()
                .setConnectionManager(connections(tls))
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Plumbline")
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(@Nullable SSLContext tls) {
        var builder = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setDnsResolver(NOBODY)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(ANSWERS)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofMilliseconds(CONNECT_MILLIS))
                        .build());
        if (tls != null) {
            builder.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls));
        }
        return builder.build();
    }

    /// Addresses are known before a connection is made; whoever asks again would undo the judgement.
    private static final DnsResolver NOBODY = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }
    };

    /// Tries the addresses in turn until one takes the connection.
    Sent exchange(Destinations.Judged.Fit to, OutgoingRequest request) {
        long begun = System.nanoTime();
        Sent last = new Sent.Failed("no address was tried", Duration.ZERO);
        for (var address : to.addresses()) {
            var left = request.limits().time().minusNanos(System.nanoTime() - begun);
            if (!left.isPositive()) {
                return new Sent.Failed("no answer in time", since(begun));
            }
            var ask = ask(to, request, left);
            try {
                return exchange(ask, new HttpHost(ask.getScheme(), address, to.host(), to.port()), request, left);
            } catch (IOException e) {
                last = new Sent.Failed(reason(e, ask.isCancelled()), since(begun));
                if (!neverConnected(e)) {
                    return last;
                }
            }
        }
        return last;
    }

    private static HttpUriRequestBase ask(Destinations.Judged.Fit to, OutgoingRequest request, Duration left) {
        var ask = new HttpUriRequestBase(request.method(), to.address());
        request.headers().forEach(ask::setHeader);
        if (request.method().equals("POST")) {
            ask.setEntity(new ByteArrayEntity(request.body().bytes(), null));
        }
        ask.setConfig(RequestConfig.custom()
                .setResponseTimeout(left.toMillis(), TimeUnit.MILLISECONDS)
                .setConnectionRequestTimeout(left.toMillis(), TimeUnit.MILLISECONDS)
                .setProtocolUpgradeEnabled(false)
                .build());
        return ask;
    }

    private Sent exchange(HttpUriRequestBase ask, HttpHost host, OutgoingRequest request, Duration left)
            throws IOException {
        long begun = System.nanoTime();
        // A drop every few seconds keeps each single read within its limit; the whole has one of its own.
        var watch = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(left);
                ask.cancel();
            } catch (InterruptedException answeredInTime) {
                Thread.currentThread().interrupt();
            }
        });
        try (ClassicHttpResponse answer = client.executeOpen(host, ask, null)) {
            int limit = request.limits().answerBytes();
            var body = body(answer, limit + 1);
            var answered = new Sent.Answered(
                    answer.getCode(), headers(answer), body.first(limit), body.length() > limit, since(begun));
            // What is left of the answer is not read to its end.
            ask.cancel();
            return answered;
        } finally {
            watch.interrupt();
        }
    }

    private static Body body(ClassicHttpResponse answer, int most) throws IOException {
        if (answer.getEntity() == null) {
            return Body.NONE;
        }
        InputStream in = answer.getEntity().getContent();
        return Body.of(in.readNBytes(most));
    }

    private static Map<String, String> headers(ClassicHttpResponse answer) {
        var headers = new HashMap<String, String>();
        for (var header : answer.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
        }
        return headers;
    }

    private static boolean neverConnected(IOException e) {
        return e instanceof java.net.ConnectException
                || e instanceof java.net.NoRouteToHostException
                || e instanceof org.apache.hc.client5.http.ConnectTimeoutException;
    }

    private static String reason(IOException e, boolean cancelled) {
        if (cancelled || e instanceof java.net.SocketTimeoutException) {
            return "no answer in time";
        }
        return switch (e) {
            case java.net.ConnectException _ -> "nothing accepts connections there";
            case java.net.NoRouteToHostException _ -> "no way leads there";
            case SSLException tls -> "no trusted TLS connection (" + firstLine(tls) + ")";
            case ConnectionClosedException _ -> "the connection was closed before the answer was complete";
            default -> "the connection broke (" + firstLine(e) + ")";
        };
    }

    private static String firstLine(IOException e) {
        var message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return message.length() > 160 ? message.substring(0, 160) : message;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
