package plumbline.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import plumbline.bench.scan.GeneratedTree;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.json.JsonValue;
import plumbline.posture.Scan;
import plumbline.posture.ScanOptions;
import plumbline.posture.report.JsonReport;

/// What the server holds during the measurement, brought in through its own doors: an administrator, programs with
/// tokens, services, and scans of a generated Terraform tree.
final class Company {
    static final int SERVICES = 25;

    private static final String EMAIL = "bench@plumbline.example";
    private static final String PASSWORD = "plumb lines hang straight, 27017 times";
    private static final Pattern TOKEN = Pattern.compile("plb_[0-9A-Za-z]{49}");
    private static final int FLAWS_ONE_IN = 2;
    private static final int RESULTS_PER_MODULE = 8;

    private final int port;
    private final long seed;

    Company(int port, long seed) {
        this.port = port;
        this.seed = seed;
    }

    int port() {
        return port;
    }

    /// Makes the first administrator from the link that the server printed.
    void begin(String link) throws IOException {
        try (Visitor visitor = new Visitor(port)) {
            String token = link.substring(link.indexOf('=') + 1);
            Visitor.expect(
                    visitor.submit(
                            link, "/welcome", "name", "Bench", "email", EMAIL, "password", PASSWORD, "token", token),
                    "/welcome",
                    303);
        }
    }

    /// Somebody who has signed in as the administrator.
    Visitor person() throws IOException {
        Visitor visitor = new Visitor(port);
        Visitor.expect(visitor.submit("/sign-in", "/sign-in", "email", EMAIL, "password", PASSWORD), "/sign-in", 303);
        return visitor;
    }

    /// Makes a program's token.
    String token(Visitor administrator, String name) throws IOException {
        String list = "/settings/service-accounts";
        String account = Visitor.expect(administrator.submit(list, list, "name", name, "purpose", "bench"), list, 303)
                .first("location");
        List<String> form = new ArrayList<>(List.of("serviceKey", "", "days", "30"));
        for (String permission :
                List.of("control:read", "service:read", "finding:read", "scan:push", "evidence:read", "journal:read")) {
            form.addAll(List.of("permissions", permission));
        }
        String action = account + "/tokens";
        Matcher token = TOKEN.matcher(
                Visitor.expect(administrator.submit(account, action, form.toArray(String[]::new)), action, 200)
                        .text());
        if (!token.find()) {
            throw new IllegalStateException("the page of a new token shows none");
        }
        return token.group();
    }

    /// Registers the services; answers their keys.
    List<String> services(Visitor administrator) throws IOException {
        for (int i = 1; i <= SERVICES; i++) {
            Visitor.expect(
                    administrator.submit(
                            "/services/new",
                            "/services",
                            "name",
                            serviceKey(i),
                            "ourRole",
                            "customer",
                            "model",
                            "iaas",
                            "dataClass",
                            "internal"),
                    "/services",
                    303);
        }
        return serviceKeys();
    }

    static List<String> serviceKeys() {
        List<String> keys = new ArrayList<>();
        for (int i = 1; i <= SERVICES; i++) {
            keys.add(serviceKey(i));
        }
        return keys;
    }

    private static String serviceKey(int number) {
        return "service-" + number;
    }

    /// Scans a generated tree and answers so many of its results, evenly chosen.
    ///
    /// @param variant trees of different variants have the same resources with different flaws
    List<JsonValue> results(Path workspace, int count, int variant) throws IOException {
        Path folder = Files.createDirectories(workspace.resolve("tree" + variant));
        new GeneratedTree(seed + variant, FLAWS_ONE_IN).write(folder, Math.toIntExact(systems(count)));
        String report = JsonReport.of(Scan.run(folder, ScanOptions.defaults("bench")));
        List<JsonValue> results = JsonReader.readObject(report.getBytes(StandardCharsets.UTF_8))
                .array("results")
                .items();
        if (results.size() < count) {
            throw new IllegalStateException(
                    "the generated tree must give " + count + " results, but gives " + results.size());
        }
        List<JsonValue> chosen = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            chosen.add(results.get(Math.toIntExact(i * results.size() / count)));
        }
        return chosen;
    }

    /// How many systems, each a Terraform module, a tree with so many results has.
    static long systems(long results) {
        return results / RESULTS_PER_MODULE + 1;
    }

    /// How many of these results are failures.
    static long failures(List<JsonValue> results) {
        return results.stream()
                .filter(result -> ((JsonObject) result).string("result").equals("fail"))
                .count();
    }
}
