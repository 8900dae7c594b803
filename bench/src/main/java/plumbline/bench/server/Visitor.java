package plumbline.bench.server;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import plumbline.bench.server.Wire.Answer;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;

/// Somebody at a browser, or a program with a token: keeps cookies and proves that forms are the server's own.
final class Visitor implements AutoCloseable {
    private static final Pattern CSRF = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]*)\"");
    private static final byte[] NOTHING = new byte[0];

    private final Wire wire;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String token = "";
    private String proof = "";
    private String address = "";
    private boolean compressed;

    Visitor(int port) throws IOException {
        this.wire = new Wire(port);
    }

    int port() {
        return wire.port();
    }

    /// The same session and token on a connection of its own, as another tab has it.
    Visitor tab(int port) throws IOException {
        Visitor tab = new Visitor(port);
        tab.cookies.putAll(cookies);
        tab.token = token;
        return tab;
    }

    /// From now on calls below `/api/` carry this token instead of the session.
    Visitor withToken(String newToken) {
        token = newToken;
        return this;
    }

    /// From now on a proxy says that it comes from this address.
    Visitor from(String newAddress) {
        address = newAddress;
        return this;
    }

    /// Opens a page and keeps its proof for calls of the API, as a page's own script does.
    Visitor at(String page) throws IOException {
        Matcher csrf = CSRF.matcher(read(page).text());
        proof = csrf.find() ? csrf.group(1) : "";
        return this;
    }

    /// From now on answers may come compressed, as browsers ask for them.
    Visitor compressed() {
        compressed = true;
        return this;
    }

    Answer get(String path) throws IOException {
        return keep(wire.send("GET", path, headers(path), NOTHING));
    }

    /// Gets what must be there.
    Answer read(String path) throws IOException {
        return expect(get(path), path, 200);
    }

    /// Sends a form, names and values in turn, from the page that shows it; follows no redirect.
    Answer submit(String page, String action, String... namesAndValues) throws IOException {
        Matcher csrf = CSRF.matcher(read(page).text());
        StringBuilder form = new StringBuilder("_csrf=").append(csrf.find() ? encoded(csrf.group(1)) : "");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append('&').append(namesAndValues[i]).append('=').append(encoded(namesAndValues[i + 1]));
        }
        Map<String, String> headers = headers(action);
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return keep(wire.send("POST", action, headers, form.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// Calls the API with a body of JSON.
    Answer call(String method, String path, byte[] json) throws IOException {
        return call(method, path, json, headers(path));
    }

    private Answer call(String method, String path, byte[] json, Map<String, String> headers) throws IOException {
        headers.put("Content-Type", "application/json");
        if (token.isEmpty() && !proof.isEmpty()) {
            headers.put("X-CSRF-TOKEN", proof);
        }
        return keep(wire.send(method, path, headers, json));
    }

    /// Calls the API and reads what it says.
    JsonObject ask(String method, String path, String json, int... statuses) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return JsonReader.readObject(
                expect(call(method, path, body), path, statuses).body());
    }

    /// Reads something of the API and changes a part of it, as long as it is what was read.
    void change(String path, String part, String json) throws IOException {
        Map<String, String> headers = headers(path + part);
        headers.put("If-Match", read(path).first("etag"));
        expect(call("PUT", path + part, json.getBytes(StandardCharsets.UTF_8), headers), path + part, 200);
    }

    /// Refuses an answer of another status.
    static Answer expect(Answer answer, String path, int... statuses) {
        for (int status : statuses) {
            if (answer.status() == status) {
                return answer;
            }
        }
        String said = answer.text();
        throw new IllegalStateException("the server answers %s with %d: %s"
                .formatted(path, answer.status(), said.substring(0, Math.min(500, said.length()))));
    }

    private Map<String, String> headers(String path) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!address.isEmpty()) {
            headers.put("X-Forwarded-For", address);
        }
        if (compressed) {
            headers.put("Accept-Encoding", "gzip");
        }
        if (!token.isEmpty() && path.startsWith("/api/")) {
            headers.put("Authorization", "Bearer " + token);
        } else if (!cookies.isEmpty()) {
            headers.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return headers;
    }

    private Answer keep(Answer answer) {
        for (String set : answer.all("set-cookie")) {
            String pair = set.split(";", 2)[0];
            int equals = pair.indexOf('=');
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return answer;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
