package plumbline.bench.server;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import plumbline.ledger.json.JsonObject;

/// Somebody who was invited, came, and signs in by the passkey of a device in software.
final class Member implements AutoCloseable {
    private static final String PEOPLE = "/api/v1/people";
    private static final String CHALLENGE = "/api/v1/sign-in/passkey/challenge";
    private static final String ANSWER = "/api/v1/sign-in/passkey";
    private static final String PASSKEYS = "/api/v1/me/passkeys";

    /// The server limits how often one address signs in: each time is as from another.
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final long id;
    private final int port;
    private final Device device;
    private final Visitor browser;

    private Member(long id, int port, Device device, Visitor browser) {
        this.id = id;
        this.port = port;
        this.device = device;
        this.browser = browser;
    }

    /// @param administrator at a page
    /// @param role such as `compliance manager`
    static Member invite(int port, Visitor administrator, String role) throws IOException {
        String name = "bench-" + UUID.randomUUID();
        JsonObject invited = administrator.ask(
                "POST",
                PEOPLE,
                "{\"email\":\"%s@plumbline.example\",\"name\":\"%s\",\"roles\":[\"%s\"]}".formatted(name, name, role),
                201);
        String link = invited.string("link");
        String page = link.substring(link.indexOf("/password"));
        Visitor browser = new Visitor(port).from(address());
        Visitor.expect(
                browser.submit(
                        page,
                        "/password",
                        "password",
                        "hangs straight " + UUID.randomUUID(),
                        "token",
                        page.substring(page.indexOf('=') + 1)),
                "/password",
                303);
        Device device = new Device("http://localhost:" + port);
        browser.at("/settings/account");
        JsonObject options = browser.ask("POST", PASSKEYS + "/challenge", "", 200);
        browser.ask("POST", PASSKEYS, device.register(options.string("challenge"), options.string("userHandle")), 201);
        return new Member(invited.object("person").integer("id"), port, device, browser);
    }

    /// Where the member is signed in.
    Visitor browser() {
        return browser;
    }

    /// Signs in once more, from a browser that has the page open; answers how long both requests took, without the
    /// device's part.
    long signIn() throws IOException {
        try (Visitor visitor = new Visitor(port).from(address()).at("/sign-in")) {
            long begun = System.nanoTime();
            String challenge = visitor.ask("POST", CHALLENGE, "", 200).string("challenge");
            long asked = System.nanoTime();
            String answer = device.answer(challenge);
            long answered = System.nanoTime();
            visitor.ask("POST", ANSWER, answer, 200);
            return asked - begun + System.nanoTime() - answered;
        }
    }

    /// Ends the account.
    ///
    /// @param administrator at a page
    void leave(Visitor administrator) throws IOException {
        administrator.change(PEOPLE + "/" + id, "/activity", "{\"active\":false}");
    }

    private static String address() {
        int number = ADDRESSES.incrementAndGet();
        return "10." + (number >> 16) + "." + (number >> 8 & 0xff) + "." + (number & 0xff);
    }

    @Override
    public void close() throws IOException {
        browser.close();
    }
}
