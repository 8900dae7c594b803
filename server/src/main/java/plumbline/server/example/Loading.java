package plumbline.server.example;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import plumbline.ledger.json.JsonObject;
import plumbline.server.example.Company.CompanyService;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.token.MadeToken;
import plumbline.server.identity.token.NewToken;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Actor;

/// Brings a company's inputs to a running server. What is there already stays as it is, however often this runs; the
/// Terraform is scanned each time, as a pipeline would.
final class Loading {
    private static final Actor ACTOR = new Actor(Actor.Kind.SYSTEM, "example", "Plumbline, loading the example");
    private static final JsonObject NOTHING = JsonObject.builder().build();
    private static final String SERVICE_ACCOUNT = "example-pipeline";
    private static final Set<Permission> PERMISSIONS =
            Set.of(Permission.SERVICE_WRITE, Permission.CONTROL_DECIDE, Permission.SCAN_PUSH);

    private final Company company;
    private final Accounts accounts;
    private final Tokens tokens;

    Loading(Company company, Accounts accounts, Tokens tokens) {
        this.company = company;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    void into(URI server) {
        for (var person : company.people()) {
            if (accounts.find(person.email()).isEmpty()) {
                accounts.invite(ACTOR, person);
            }
        }
        var owner = tokens.serviceAccount(SERVICE_ACCOUNT)
                .orElseGet(() -> tokens.createServiceAccount(ACTOR, SERVICE_ACCOUNT, "Loads the example", null));
        if (owner.active()) {
            load(server, tokens.create(ACTOR, new NewToken(owner.id(), PERMISSIONS, null, Duration.ofDays(1)), null));
        }
    }

    private void load(URI server, MadeToken token) {
        try (var api = new ApiClient(server, token.secret())) {
            company.services().forEach(service -> load(api, service));
            decide(api);
        } finally {
            tokens.revoke(ACTOR, token.token());
        }
    }

    /// A decision that somebody made already is a conflict, and stands. What is new waits for the approval of a person.
    private void decide(ApiClient api) {
        long decided = company.decisions().stream()
                .filter(decision -> api.send("PUT", decision.address(), decision.document(), 200, 409) == 200)
                .count();
        if (decided > 0) {
            api.send("POST", "/api/v1/statements/" + company.edition() + "/versions", NOTHING, 201, 409);
        }
    }

    private void load(ApiClient api, CompanyService service) {
        var pipeline = new Pipeline(api);
        if (api.send("POST", "/api/v1/services", service.document(), 201, 422) == 201) {
            try (var earlier = EarlierTree.of(company.folder())) {
                pipeline.scan(earlier.folder(), service.terraform(), service.key());
            }
        }
        pipeline.scan(company.folder(), service.terraform(), service.key());
    }

    /// How to sign in as the administrator: by a link, until there is a password.
    String invitation() {
        var person = company.administrator();
        var account = accounts.find(person.email()).orElseThrow();
        return account.hasPassword()
                ? "Sign in as " + account.email() + " with the password that you set."
                : "Sign in as " + account.name() + ", its administrator, by this link (works once):\n  "
                        + accounts.resetLink(ACTOR, account);
    }
}
