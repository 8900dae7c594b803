package plumbline.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.identity.token.NewToken;
import plumbline.server.identity.token.ServiceAccount;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Actor;
import plumbline.server.platform.StartFailure;

/// `plumbline admin …`: work on accounts on the machine itself, for automation and for whoever locked himself out. What
/// a program wants to read goes to standard output alone; the journal names the system's user.
final class AdminCommand {
    static final String HELP = """
            plumbline admin COMMAND

              create-user EMAIL --role ROLE [--service KEY …] [--until DAY] [--name NAME] [--password-stdin]
                    add a person, who holds the role everywhere or on these cloud services, for ever or up to a day
                    (an auditor for %d days, if not said otherwise); prints a link that sets the password, or takes the
                    password from standard input
              reset-link EMAIL
                    print a link with which somebody sets a new password
              list-users
                    who there is
              break-glass [--email EMAIL]
                    print a link that sets the password of the one break-glass account, which is made when there is none
              reset-factors EMAIL
                    take authenticator app, recovery codes and passkeys away from somebody who lost them
              create-token --service-account NAME --permission P [--permission P …] [--service KEY] [--expires 90d]
                    print a new token of a service account, which is made when there is none

              Roles: %s
              Permissions of tokens: %s

            Examples:
              plumbline admin create-user ada@example.com --role administrator
              plumbline admin create-token --service-account pipeline --permission scan:push --expires 90d
            """;

    private final Accounts accounts;
    private final Tokens tokens;
    private final Function<String, Optional<Long>> services;
    private final PrintStream out;

    /// Answers a service's id by its key through `services`.
    AdminCommand(Accounts accounts, Tokens tokens, Function<String, Optional<Long>> services, PrintStream out) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.services = services;
        this.out = out;
    }

    static String help() {
        return HELP.formatted(Role.AUDIT.toDays(), roleWords(), String.join(", ", grantable()));
    }

    /// Refuses what cannot be meant, before any database is opened.
    static void check(List<String> arguments) {
        options(arguments);
    }

    void run(List<String> arguments) {
        var options = options(arguments);
        switch (arguments.getFirst()) {
            case "create-user" -> createUser(options);
            case "reset-link" -> out.println(accounts.resetLink(actor(), account(options.word("e-mail"))));
            case "list-users" -> listUsers();
            default -> createToken(options);
        }
    }

    private static AdminOptions options(List<String> arguments) {
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        var rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        return switch (command) {
            case "create-user" -> {
                var options = AdminOptions.parse(
                        rest, Set.of("--role", "--service", "--until", "--name"), Set.of("--password-stdin"));
                newAccount(options, Scope.EVERYWHERE);
                yield options;
            }
            case "reset-link" -> {
                var options = AdminOptions.parse(rest, Set.of(), Set.of());
                options.word("e-mail");
                yield options;
            }
            case "list-users" -> {
                var options = AdminOptions.parse(rest, Set.of(), Set.of());
                options.noWords();
                yield options;
            }
            case "create-token" -> {
                var options = AdminOptions.parse(
                        rest, Set.of("--service-account", "--permission", "--service", "--expires"), Set.of());
                options.noWords();
                serviceAccountName(options);
                newToken(options, 0, null);
                yield options;
            }
            case "" -> throw new StartFailure("Say what to do: plumbline admin --help");
            default -> throw new StartFailure("\"" + command + "\" is not an admin command: plumbline admin --help");
        };
    }

    private static NewAccount newAccount(AdminOptions options, Scope scope) {
        var email = options.word("e-mail");
        var word = options.needed("--role");
        var role = Role.find(word.replace('-', ' '))
                .orElseThrow(() -> new StartFailure("\"" + word + "\" is not a role: " + roleWords() + "."));
        var name = options.one("--name").orElse(email.substring(0, Math.max(0, email.indexOf('@'))));
        try {
            return new NewAccount(email, name, List.of(new NewGrant(role, null, scope, null, until(options))));
        } catch (IllegalArgumentException wrong) {
            throw new StartFailure(wrong.getMessage() + ".", wrong);
        }
    }

    private static @Nullable Instant until(AdminOptions options) {
        return options.one("--until").map(AdminCommand::endOf).orElse(null);
    }

    /// The end of a day, which belongs to it.
    private static Instant endOf(String day) {
        try {
            return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new StartFailure("--until must be a day such as 2027-01-31, but is \"" + day + "\".", e);
        }
    }

    private Scope scope(AdminOptions options) {
        var keys = options.all("--service");
        return keys.isEmpty()
                ? Scope.EVERYWHERE
                : Scope.of(keys.stream().map(this::serviceId).collect(Collectors.toSet()));
    }

    private long serviceId(String key) {
        return services.apply(key).orElseThrow(() -> new StartFailure("There is no cloud service " + key + "."));
    }

    private void createUser(AdminOptions options) {
        var account = newAccount(options, scope(options));
        switch (options.has("--password-stdin")
                ? accounts.create(actor(), account, password(account))
                : accounts.invite(actor(), account)) {
            case Accounts.Added.Invited invited -> out.println(invited.link());
            case Accounts.Added.Created(var created) -> out.println(created.email());
            case Accounts.Added.EmailTaken() ->
                throw new StartFailure("There is an account " + account.email()
                        + " already; for a new password: plumbline admin reset-link " + account.email());
        }
    }

    private String password(NewAccount account) {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            var line = input.readLine();
            var password = line == null ? "" : line;
            accounts.complaint(password, account.name(), account.email()).ifPresent(complaint -> {
                throw new StartFailure("The password is not good enough. " + complaint);
            });
            return password;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Account account(String email) {
        var account = accounts.find(email).orElseThrow(() -> new StartFailure("There is no account " + email + "."));
        if (!account.active()) {
            throw new StartFailure("The account " + email + " is deactivated: an administrator can reactivate it.");
        }
        return account;
    }

    private void listUsers() {
        for (var account : accounts.all()) {
            out.printf(
                    "%s\t%s\t%s\t%s%n",
                    account.email(),
                    account.name(),
                    String.join(", ", account.roleWords(accounts.now())),
                    account.active() ? account.hasPassword() ? "active" : "invited" : "deactivated");
        }
    }

    private void createToken(AdminOptions options) {
        var service = options.one("--service").map(this::serviceId);
        var name = serviceAccountName(options);
        var owner = tokens.serviceAccount(name)
                .orElseGet(() -> tokens.createServiceAccount(actor(), name, "Made on the server's machine", null));
        if (!owner.active()) {
            throw new StartFailure("The service account " + name + " is deactivated: take another name.");
        }
        out.println(tokens.create(actor(), newToken(options, owner.id(), service.orElse(null)), null)
                .secret());
    }

    private static NewToken newToken(AdminOptions options, long owner, @Nullable Long service) {
        var permissions = new LinkedHashSet<Permission>();
        for (var word : options.all("--permission")) {
            permissions.add(Permission.find(word)
                    .filter(Permission::grantableToTokens)
                    .orElseThrow(() -> new StartFailure("\"" + word + "\" is not a permission of tokens: "
                            + String.join(", ", grantable()) + ".")));
        }
        if (permissions.isEmpty()) {
            throw new StartFailure("--permission must be given: plumbline admin --help");
        }
        var expires = options.one("--expires").orElse("90d");
        if (!expires.matches("[1-9][0-9]{0,2}d") || days(expires) > NewToken.LONGEST.toDays()) {
            throw new StartFailure("--expires must be 1d to 366d, but is \"" + expires + "\".");
        }
        return new NewToken(owner, permissions, service, Duration.ofDays(days(expires)));
    }

    private static String serviceAccountName(AdminOptions options) {
        try {
            return ServiceAccount.requireName(options.needed("--service-account"));
        } catch (IllegalArgumentException wrong) {
            throw new StartFailure("--service-account: " + wrong.getMessage() + ".", wrong);
        }
    }

    private static int days(String text) {
        return Integer.parseInt(text.substring(0, text.length() - 1));
    }

    private static String roleWords() {
        return Arrays.stream(Role.values())
                .map(role -> role.word().replace(' ', '-'))
                .collect(Collectors.joining(", "));
    }

    private static List<String> grantable() {
        return Arrays.stream(Permission.values())
                .filter(Permission::grantableToTokens)
                .map(Permission::word)
                .toList();
    }

    static Actor actor() {
        return new Actor(
                Actor.Kind.SYSTEM, "system", "Plumbline, by the system's user " + System.getProperty("user.name"));
    }
}
