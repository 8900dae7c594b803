package plumbline.server.notice.chat;

import gg.jte.models.runtime.JteModel;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Flash;
import plumbline.server.web.Option;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Settings, channels: the mail server, and the rooms in which Plumbline speaks.
@Controller
final class ChatPages {
    private static final String HOME = "/settings/channels";

    private final Chats chats;
    private final Transactions transactions;
    private final Choices choices;
    private final Templates templates;

    ChatPages(Chats chats, Transactions transactions, Choices choices, Templates templates) {
        this.chats = chats;
        this.transactions = transactions;
        this.choices = choices;
        this.templates = templates;
    }

    /// What the pages need to know of others.
    ///
    /// @param kinds of notices that a channel can have
    /// @param mailServer where e-mail goes out, empty when it does not
    /// @param publicUrl of this server, for what a test links to
    record Choices(List<Option> kinds, String mailServer, String publicUrl) {
        Choices {
            kinds = List.copyOf(kinds);
        }
    }

    @GetMapping(HOME)
    @Requires(Permission.NOTICE_MANAGE)
    JteModel list(Shell shell) {
        return list(shell, ChatFields.of(new ChatForm("", "slack", "", Set.of(), false), null, true));
    }

    private JteModel list(Shell shell, ChatFields fields) {
        return templates.noticeChannels(
                shell.titled("Channels"), chats.all(), fields, choices.kinds(), choices.mailServer());
    }

    @PostMapping(HOME)
    @Requires(Permission.NOTICE_MANAGE)
    Reply create(Shell shell, Principal principal, Typed typed) {
        var form = typed.form();
        return switch (transactions.get(tx -> chats.create(tx, principal.actor(), form))) {
            case Chats.Changed.Done(var channel) ->
                Reply.to(HOME + "/" + channel.id(), Flash.done("The channel is there. Send a test to it."));
            case Chats.Changed.Invalid(var wrong) -> Reply.page(422, list(shell, ChatFields.of(form, wrong, true)));
            case Chats.Changed.Stale() -> Reply.to(HOME);
        };
    }

    @GetMapping(HOME + "/{id}")
    @Requires(Permission.NOTICE_MANAGE)
    JteModel show(Shell shell, @PathVariable long id) {
        var channel = channel(id);
        var form = new ChatForm(
                channel.name(), channel.program().word(), "", Set.copyOf(channel.kinds()), channel.urgentOnly());
        return page(shell, channel, ChatFields.of(form, null, false));
    }

    private JteModel page(Shell shell, ChatChannel channel, ChatFields fields) {
        return templates.noticeChannel(shell.titled(channel.name()), channel, fields, choices.kinds());
    }

    @PostMapping(HOME + "/{id}")
    @Requires(Permission.NOTICE_MANAGE)
    Reply change(Shell shell, Principal principal, @PathVariable long id, Typed typed) {
        var channel = channel(id);
        var form = typed.form();
        return switch (transactions.get(tx -> chats.change(tx, principal.actor(), id, channel.version(), form))) {
            case Chats.Changed.Done _ -> Reply.to(HOME + "/" + id, Flash.done("The channel is changed."));
            case Chats.Changed.Invalid(var wrong) ->
                Reply.page(422, page(shell, channel, ChatFields.of(form, wrong, false)));
            case Chats.Changed.Stale() ->
                Reply.to(HOME + "/" + id, Flash.failed("Somebody else changed it meanwhile; nothing was done."));
        };
    }

    @PostMapping(HOME + "/{id}/test")
    @Requires(Permission.NOTICE_MANAGE)
    Reply test(Principal principal, @PathVariable long id) {
        channel(id);
        var flash = switch (chats.say(id, test(principal))) {
            case Chats.Outcome.Said() -> Flash.done("The test was taken.");
            case Chats.Outcome.Refused(var why) -> Flash.failed("The test was not taken: " + why + ".");
            case Chats.Outcome.Unavailable unavailable ->
                Flash.failed("The test did not arrive: " + unavailable.why() + ".");
        };
        return Reply.to(HOME + "/" + id, flash);
    }

    private Chats.Message test(Principal principal) {
        return new Chats.Message(
                "A test from Plumbline",
                principal.name() + " tries whether notices arrive here.",
                choices.publicUrl() + HOME,
                false);
    }

    @GetMapping(HOME + "/{id}/delete")
    @Requires(Permission.NOTICE_MANAGE)
    JteModel confirmDeletion(Shell shell, @PathVariable long id) {
        return templates.webConfirm(
                shell.titled("Delete a channel"),
                "Delete the channel " + channel(id).name() + "?",
                "Its address is forgotten. What waits for it is not delivered.",
                HOME + "/" + id + "/delete",
                "Delete it",
                HOME + "/" + id,
                null);
    }

    @PostMapping(HOME + "/{id}/delete")
    @Requires(Permission.NOTICE_MANAGE)
    Reply delete(Principal principal, @PathVariable long id) {
        chats.delete(principal.actor(), channel(id));
        return Reply.to(HOME, Flash.done("The channel is deleted."));
    }

    private ChatChannel channel(long id) {
        return chats.find(id)
                .orElseThrow(() -> Problem.notFound("There is no such channel.").exception());
    }

    /// What the form sends.
    record Typed(
            @Nullable String name,
            @Nullable String program,
            @Nullable String address,
            @Nullable Set<String> kinds,
            @Nullable String urgentOnly) {
        ChatForm form() {
            return new ChatForm(
                    name == null ? "" : name,
                    program == null ? "" : program,
                    address == null ? "" : address,
                    kinds == null ? Set.of() : kinds,
                    "true".equals(urgentOnly));
        }
    }
}
