package plumbline.server.decision.delegation;

import gg.jte.models.runtime.JteModel;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Field;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, delegations: who decides for me while I am away, and for whom I decide.
@Controller
final class DelegationPages {
    private static final String ADDRESS = "/settings/delegations";

    private final Delegations delegations;
    private final Transactions transactions;
    private final Templates templates;

    DelegationPages(Delegations delegations, Transactions transactions, Templates templates) {
        this.delegations = delegations;
        this.transactions = transactions;
        this.templates = templates;
    }

    /// What is typed.
    record Typed(
            @Nullable String email,
            @Nullable String permission,
            @Nullable String from,
            @Nullable String until,
            @Nullable String reason) {

        static final Typed NOTHING = new Typed("", "", "", "", "");

        NewDelegation asked() {
            return new NewDelegation(text(email), text(permission), day(from), day(until), text(reason));
        }

        /// Whether a day was typed that is none.
        boolean hasBadStart() {
            return !text(from).isBlank() && day(from) == null;
        }

        static String text(@Nullable String typed) {
            return Objects.requireNonNullElse(typed, "").strip();
        }

        private static @Nullable LocalDate day(@Nullable String typed) {
            try {
                return text(typed).isEmpty() ? null : LocalDate.parse(text(typed));
            } catch (DateTimeParseException e) {
                return null;
            }
        }
    }

    @Requires(value = Permission.DECISION_VOTE, scoped = true)
    @GetMapping(ADDRESS)
    JteModel show(Shell shell, Principal principal) {
        return page(shell, principal, Typed.NOTHING, new Given.Refused("", ""));
    }

    @Requires(value = Permission.DECISION_VOTE, scoped = true)
    @PostMapping(ADDRESS)
    Reply give(Shell shell, Principal principal, @ModelAttribute Typed typed) {
        if (typed.hasBadStart()) {
            var refused = new Given.Refused("from", "must be a day such as 2026-11-23");
            return Reply.page(422, page(shell, principal, typed, refused));
        }
        return switch (transactions.get(tx -> delegations.give(tx, principal, typed.asked()))) {
            case Given.Done(var delegation) ->
                Reply.to(ADDRESS, Flash.done(delegation.to().name() + " may decide for you."));
            case Given.Refused refused -> Reply.page(422, page(shell, principal, typed, refused));
        };
    }

    @Requires(value = Permission.DECISION_VOTE, scoped = true)
    @PostMapping(ADDRESS + "/{id}/end")
    Reply end(Principal principal, @PathVariable long id) {
        var ended = transactions.get(tx -> delegations.end(tx, principal, id));
        return Reply.to(
                ADDRESS,
                ended.isPresent() ? Flash.done("The delegation has ended.") : Flash.done("It had ended already."));
    }

    private JteModel page(Shell shell, Principal principal, Typed typed, Given.Refused refused) {
        var fields = List.of(
                field("email", "E-mail", typed.email(), refused).hinted("Of the person who is to decide for you."),
                field("from", "First day", typed.from(), refused)
                        .hinted("Empty for today. Days begin at midnight UTC."),
                field("until", "Last day", typed.until(), refused),
                field("reason", "Reason", typed.reason(), refused).hinted("For example: on leave."));
        var authorities = new ArrayList<>(List.of(new Option("", "All that I may decide")));
        Delegations.lendable(principal)
                .forEach(permission -> authorities.add(new Option(permission.word(), permission.meaning())));
        return templates.decisionDelegations(
                shell.titled("Delegations"),
                delegations.of(principal),
                principal.id(),
                fields,
                field("permission", "Authority", typed.permission(), refused),
                authorities);
    }

    private static Field field(String name, String label, @Nullable String value, Given.Refused refused) {
        var field = Field.of(name, label, Typed.text(value));
        var needed = name.equals("from") || name.equals("permission") ? field : field.needed();
        return refused.field().equals(name) ? needed.refused("It " + refused.why() + ".") : needed;
    }
}
