package plumbline.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonInteger;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;

/// Sends a scan to the server. Every call may be repeated without harm, so what fails on the way is tried again, and
/// a scan that was begun is continued with the parts that the server has not got.
final class PushClient implements AutoCloseable {
    private static final int TRIES = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 502, 503, 504);

    private final URI server;
    private final String token;
    private final Pause pause;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /// Waits between two tries.
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    PushClient(URI server, String token, Pause pause) {
        this.server = server;
        this.token = token;
        this.pause = pause;
    }

    /// Sends all of it and returns the server's summary.
    ///
    /// @param progress is told how many parts the server has
    JsonObject push(Upload upload, IntConsumer progress) {
        JsonObject begun = json(call(
                request("/api/v1/scans", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofByteArray(CanonicalJson.bytes(upload.header()))),
                200,
                201));
        String id = begun.string("id");
        if (!id.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new CommandFailed("the server answers with a scan id that is none");
        }
        Set<Integer> held = held(begun);
        while (true) {
            for (int part = 0; part < upload.parts(); part++) {
                if (held.add(part)) {
                    send(id, part, upload.part(part));
                }
                progress.accept(part + 1);
            }
            HttpResponse<byte[]> completed = call(
                    request("/api/v1/scans/" + id + "/complete", "application/json")
                            .POST(BodyPublishers.noBody()),
                    200,
                    409);
            if (completed.statusCode() == 200) {
                return json(completed);
            }
            Set<Integer> before = Set.copyOf(held);
            held = held(
                    json(call(request("/api/v1/scans/" + id, "application/json").GET(), 200)));
            if (held.containsAll(before)) {
                throw refused(completed);
            }
        }
    }

    private void send(String id, int part, byte[] body) {
        call(
                request("/api/v1/scans/" + id + "/parts/" + part, "application/json")
                        .PUT(BodyPublishers.ofByteArray(body)),
                204,
                200);
    }

    private static Set<Integer> held(JsonObject scan) {
        Set<Integer> held = new HashSet<>();
        scan.array("received").forEach(part -> {
            if (part instanceof JsonInteger number) {
                held.add(Math.toIntExact(number.value()));
            }
        });
        return held;
    }

    private HttpRequest.Builder request(String path, String contentType) {
        return HttpRequest.newBuilder(server.resolve(server.getPath().replaceAll("/+$", "") + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json, application/problem+json")
                .header("Content-Type", contentType);
    }

    /// Calls until an answer comes that is not for want of luck; one that was not asked for ends the command.
    private HttpResponse<byte[]> call(HttpRequest.Builder request, int... expected) {
        HttpRequest sent = request.build();
        for (int attempt = 1; ; attempt++) {
            Duration wait = Duration.ofMillis(250L << attempt);
            try {
                HttpResponse<byte[]> response = http.send(sent, BodyHandlers.ofByteArray());
                int status = response.statusCode();
                for (int wanted : expected) {
                    if (status == wanted) {
                        return response;
                    }
                }
                if (!TRY_AGAIN.contains(status) || attempt == TRIES) {
                    throw refused(response);
                }
                wait = retryAfter(response, wait);
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new CommandFailed("the server at %s cannot be reached (%s): check PLUMBLINE_URL"
                            .formatted(server, CommandFailed.reason(e)));
                }
            } catch (InterruptedException _) {
                throw interrupted();
            }
            sleep(wait);
        }
    }

    private void sleep(Duration duration) {
        try {
            pause.of(duration);
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    private static CommandFailed interrupted() {
        Thread.currentThread().interrupt();
        return new CommandFailed("interrupted: run the command again, it continues where it was");
    }

    private static Duration retryAfter(HttpResponse<?> response, Duration otherwise) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        if (!seconds.matches("[0-9]{1,6}")) {
            return otherwise;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    private JsonObject json(HttpResponse<byte[]> response) {
        try {
            return JsonReader.readObject(response.body());
        } catch (JsonException _) {
            throw new CommandFailed(server + " does not answer as a Plumbline server: check PLUMBLINE_URL");
        }
    }

    private CommandFailed refused(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String said = problem(response);
        String advice = switch (status) {
            case 401 -> ": check PLUMBLINE_TOKEN";
            case 403 ->
                ": the token needs the permission scan:push for this service; a token that has it is made in Settings,"
                        + " Service accounts";
            case 404 -> ": check --service and PLUMBLINE_URL";
            default -> "";
        };
        return new CommandFailed("the server answers %d%s%s".formatted(status, said, advice));
    }

    private static String problem(HttpResponse<byte[]> response) {
        try {
            JsonObject problem = JsonReader.readObject(response.body());
            return " (" + problem.string("detail", problem.string("title")).replaceAll("\\p{Cntrl}", " ") + ")";
        } catch (JsonException _) {
            return "";
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
