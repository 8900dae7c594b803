package plumbline.server.identity.token;

import gg.jte.models.runtime.JteModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.Settings;
import plumbline.server.templates.Templates;
import plumbline.server.web.Event;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, service accounts: programs, and the tokens with which they call.
@Controller
final class TokenPages {
    static final List<Option> LIVES = List.of(
            new Option("30", "30 days"),
            new Option("90", "90 days"),
            new Option("180", "180 days"),
            new Option("365", "One year"));

    private final TokenDesk desk;
    private final Settings settings;
    private final Templates templates;

    TokenPages(TokenDesk desk, Settings settings, Templates templates) {
        this.desk = desk;
        this.settings = settings;
        this.templates = templates;
    }

    @GetMapping("/settings/service-accounts")
    @Requires(Permission.TOKEN_MANAGE)
    JteModel list(Shell shell) {
        return templates.identityServiceAccounts(
                shell.titled("Service accounts"),
                desk.serviceAccounts(),
                field("", ""),
                Field.of("purpose", "Purpose", ""));
    }

    @PostMapping("/settings/service-accounts")
    @Requires(Permission.TOKEN_MANAGE)
    Reply create(Shell shell, Principal principal, NewServiceAccount form) {
        return switch (desk.create(principal, form.name(), form.purpose())) {
            case TokenDesk.Made.Done done ->
                Reply.to("/settings/service-accounts/" + done.account().id());
            case TokenDesk.Made.Refused(var why) ->
                Reply.page(
                        422,
                        templates.identityServiceAccounts(
                                shell.titled("Service accounts"),
                                desk.serviceAccounts(),
                                field(form.name(), why),
                                Field.of("purpose", "Purpose", form.purpose())));
        };
    }

    @GetMapping("/settings/service-accounts/{id}")
    @Requires(Permission.TOKEN_MANAGE)
    JteModel show(Shell shell, Principal principal, @PathVariable long id) {
        return page(shell, principal, desk.serviceAccount(id), new TokenForm(Set.of(), "", 90), "");
    }

    @PostMapping("/settings/service-accounts/{id}/tokens")
    @Requires(Permission.TOKEN_MANAGE)
    Reply createToken(Shell shell, Principal principal, @PathVariable long id, TokenForm form) {
        var account = desk.serviceAccount(id);
        if (form.chosen().isEmpty()) {
            return Reply.page(422, page(shell, principal, account, form, "Choose at least one permission."));
        }
        var made = desk.createToken(
                principal,
                account,
                new TokenDesk.Wanted(
                        form.chosen(), form.serviceKey(), Duration.ofDays(Math.clamp(form.days(), 1, 366))));
        return Reply.page(templates.identityTokenMade(
                shell.titled("A token for " + account.name()),
                account,
                made,
                new CallLines(settings.publicUrl()),
                form.serviceKey().isBlank() ? null : form.serviceKey()));
    }

    @PostMapping("/settings/service-accounts/{id}/tokens/{token}/revoke")
    @Requires(Permission.TOKEN_MANAGE)
    Reply revoke(Principal principal, @PathVariable long id, @PathVariable long token) {
        desk.revoke(principal, desk.serviceAccount(id), token);
        return Reply.to("/settings/service-accounts/" + id, Flash.done("The token is revoked."));
    }

    @PostMapping("/settings/service-accounts/{id}/deactivate")
    @Requires(Permission.ACCOUNT_MANAGE)
    Reply deactivate(Principal principal, @PathVariable long id) {
        desk.deactivate(principal, desk.serviceAccount(id));
        return Reply.to(
                "/settings/service-accounts/" + id, Flash.done("The service account and its tokens have ended."));
    }

    private static Field field(String name, String wrong) {
        return Field.of("name", "Name", name).needed().refused(wrong);
    }

    private JteModel page(Shell shell, Principal principal, ServiceAccount account, TokenForm form, String wrong) {
        var services = desk.services(principal);
        var tokens = desk.tokens(account);
        var subject = account.subject();
        var history = Event.History.of(desk.history(account, tokens), principal, subject.kind(), subject.id());
        return templates.identityServiceAccount(
                shell.titled(account.name()),
                new ServiceAccountView(
                        account,
                        desk.owner(account).orElse(null),
                        tokens,
                        desk.grantable(principal),
                        form.chosen(),
                        names(services),
                        desk.answersFor(principal, account),
                        desk.madeBy(principal),
                        principal.may(Permission.ACCOUNT_MANAGE),
                        history),
                Field.of("serviceKey", "Limited to", form.serviceKey()),
                Field.of("days", "Expires after", Integer.toString(form.days())),
                wrong);
    }

    private static Map<Long, String> names(List<TokenScopes.Choice> services) {
        return services.stream().collect(Collectors.toMap(TokenScopes.Choice::id, TokenScopes.Choice::key));
    }

    /// What the form for a service account sends.
    record NewServiceAccount(String name, String purpose) {
        NewServiceAccount {
            name = name == null ? "" : name.strip();
            purpose = purpose == null ? "" : purpose.strip();
        }
    }

    /// What the form for a token sends.
    record TokenForm(Set<String> permissions, String serviceKey, int days) {
        TokenForm {
            permissions = permissions == null ? Set.of() : Set.copyOf(permissions);
            serviceKey = serviceKey == null ? "" : serviceKey;
        }

        Set<Permission> chosen() {
            return permissions.stream()
                    .map(word -> Permission.find(word)
                            .orElseThrow(() -> Problem.invalid("/permissions", word + " is not a permission")
                                    .exception()))
                    .collect(Collectors.toSet());
        }
    }
}
