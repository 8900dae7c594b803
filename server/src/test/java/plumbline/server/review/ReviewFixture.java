package plumbline.server.review;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Role;
import tools.jackson.databind.JsonNode;

/// A server with an administrator who starts reviews, and reviews read and decided through the API.
final class ReviewFixture implements AutoCloseable {
    static final String REVIEWS = "/api/v1/access-reviews";

    final ServerFixture server = ServerFixture.start();
    final Account owner = server.person(Role.ADMINISTRATOR);
    final TestBrowser admin = signIn(owner);

    TestBrowser signIn(Account account) {
        var browser = server.signIn(account);
        browser.open("/settings/account");
        return browser;
    }

    /// Starts a review of all access, and answers its id.
    String start(Account... reviewers) {
        var emails = List.of(reviewers).stream()
                .map(reviewer -> "\"" + reviewer.email() + "\"")
                .collect(Collectors.joining(","));
        var started = admin.json(
                "POST",
                REVIEWS,
                "{\"title\":\"Quarter %s\",\"reviewers\":[%s],\"due\":\"2026-12-07\"}"
                        .formatted(UUID.randomUUID(), emails));
        if (started.status() != 201) {
            throw new IllegalStateException(started.status() + " " + started.text());
        }
        return started.json().get("id").asString();
    }

    /// The items of this holder.
    List<JsonNode> items(String review, String holder) {
        var found = admin.get(REVIEWS + "/" + review + "/items?limit=200&holder=" + holder)
                .json()
                .get("items");
        return StreamSupport.stream(found.spliterator(), false).toList();
    }

    List<JsonNode> items(String review, Account account) {
        return items(review, "account:" + account.id());
    }

    JsonNode item(String review, long id) {
        return admin.get(REVIEWS + "/" + review + "/items/" + id).json();
    }

    JsonNode review(String review) {
        return admin.get(REVIEWS + "/" + review).json();
    }

    /// Decides on items as they were seen.
    Answer decide(TestBrowser browser, String review, String decision, String reason, JsonNode... items) {
        var seen = List.of(items).stream()
                .map(item -> "{\"id\":%d,\"seen\":\"%s\"}"
                        .formatted(item.get("id").asLong(), item.get("seen").asString()))
                .collect(Collectors.joining(","));
        return browser.json(
                "POST",
                REVIEWS + "/" + review + "/decisions",
                "{\"items\":[%s],\"decision\":\"%s\",\"reason\":\"%s\"}".formatted(seen, decision, reason));
    }

    /// Changes one item as it was seen.
    Answer change(TestBrowser browser, String review, JsonNode item, String change) {
        return browser.json(
                "POST",
                REVIEWS + "/" + review + "/decisions",
                "{\"items\":[{\"id\":%d,\"seen\":\"%s\"}],\"decision\":\"change\",\"reason\":\"Needs less\",\"change\":%s}"
                        .formatted(item.get("id").asLong(), item.get("seen").asString(), change));
    }

    /// Completes the review as it is now.
    Answer complete(TestBrowser browser, String review, String body) {
        return browser.send(browser.request(REVIEWS + "/" + review + "/completion")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", browser.proof())
                .header("If-Match", "\"" + review(review).get("version").asInt() + "\"")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /// What the journal says of a review, the newest first.
    String journal(String review) {
        return admin.get("/journal?object=access-review:" + review).text();
    }

    @Override
    public void close() {
        server.close();
    }
}
