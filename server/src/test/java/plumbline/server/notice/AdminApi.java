package plumbline.server.notice;

import java.net.http.HttpRequest.BodyPublishers;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Role;

/// The API as an administrator calls it from pages, signing in again whenever the test's clock has ended the session.
public final class AdminApi {
    private final ServerFixture server;
    private final Account account;
    private TestBrowser browser;

    public AdminApi(ServerFixture server) {
        this.server = server;
        this.account = server.person(Role.ADMINISTRATOR);
        this.browser = signIn();
    }

    private TestBrowser signIn() {
        var fresh = server.signIn(account);
        fresh.open("/settings/account");
        return fresh;
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    /// Sends JSON; further headers as names and values in turn.
    public Answer post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    public Answer put(String path, String json, String... headers) {
        return send("PUT", path, json, headers);
    }

    public Answer delete(String path) {
        return send("DELETE", path, "");
    }

    private Answer send(String method, String path, String body, String... headers) {
        var answer = once(method, path, body, headers);
        if (answer.status() == 401) {
            browser = signIn();
            return once(method, path, body, headers);
        }
        return answer;
    }

    private Answer once(String method, String path, String body, String... headers) {
        var request = browser.request(path)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", browser.proof())
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return browser.send(request.build());
    }
}
