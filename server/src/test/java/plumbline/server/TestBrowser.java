package plumbline.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A browser without a screen: keeps cookies, follows no redirect by itself, sends the CSRF proof of the last page
/// seen.
public final class TestBrowser {
    private static final Pattern CSRF = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]*)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String url;
    private String csrf = "";

    TestBrowser(String url) {
        this.url = url;
    }

    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    /// Opens a page and follows redirects to the end.
    public Answer open(String path) {
        var answer = get(path);
        for (int hops = 0; hops < 10 && answer.location().isPresent(); hops++) {
            answer = get(answer.location().get());
        }
        return answer;
    }

    /// Sends a form: names and values in turn.
    public Answer post(String path, String... namesAndValues) {
        var form = new ArrayList<>(List.of(namesAndValues));
        form.addAll(List.of("_csrf", proof()));
        return postExactly(path, form.toArray(String[]::new));
    }

    /// Sends a form without adding the CSRF proof.
    public Answer postExactly(String path, String... namesAndValues) {
        var body = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.append(body.isEmpty() ? "" : "&")
                    .append(encode(namesAndValues[i]))
                    .append('=');
            body.append(encode(namesAndValues[i + 1]));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /// Sends a form with a file: its name and bytes, then names and values in turn.
    public Answer upload(String path, String fileName, byte[] file, String... namesAndValues) {
        var body = new ByteArrayOutputStream();
        var fields = new ArrayList<>(List.of(namesAndValues));
        fields.addAll(List.of("_csrf", proof()));
        for (int i = 0; i < fields.size(); i += 2) {
            body.writeBytes(
                    part("name=\"" + fields.get(i) + "\"", fields.get(i + 1).getBytes(StandardCharsets.UTF_8)));
        }
        body.writeBytes(part("name=\"file\"; filename=\"" + fileName + "\"", file));
        body.writeBytes("--limit--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    private static byte[] part(String disposition, byte[] content) {
        var part = new ByteArrayOutputStream();
        part.writeBytes(("--limit\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        part.writeBytes(content);
        part.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return part.toByteArray();
    }

    /// Calls the API from a page: session and CSRF header.
    public Answer json(String method, String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", proof())
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    /// A request to fill in by hand.
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url + path));
    }

    public Answer send(HttpRequest request) {
        try {
            var answer = new Answer(client.send(request, BodyHandlers.ofByteArray()));
            if (answer.status() == 303 && !request.method().equals("GET")) {
                // Signing in and out change the proof.
                csrf = "";
            }
            if (answer.header("Content-Type").startsWith("text/html")) {
                var found = CSRF.matcher(answer.text());
                csrf = found.find() ? found.group(1) : csrf;
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The CSRF proof of the last page seen; a page is fetched when there was none since a redirect.
    public String proof() {
        if (csrf.isEmpty()) {
            open("/sign-in?next=/settings/account");
        }
        return csrf;
    }

    /// Forgets the CSRF proof, so that the next form asks for a fresh one.
    public void forgetProof() {
        csrf = "";
    }

    public Optional<HttpCookie> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst();
    }

    public void setCookie(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(url), cookie);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
