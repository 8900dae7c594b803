package plumbline.server.notice.chat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.ETag;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.Transactions;

/// Channels of chats as JSON.
@RestController
@RequestMapping(ChatApi.ADDRESS)
final class ChatApi {
    static final String ADDRESS = "/api/v1/chat-channels";

    private final Chats chats;
    private final Transactions transactions;
    private final Idempotency idempotency;

    ChatApi(Chats chats, Transactions transactions, Idempotency idempotency) {
        this.chats = chats;
        this.transactions = transactions;
        this.idempotency = idempotency;
    }

    /// A room of a chat in which Plumbline speaks; its address is not shown.
    ///
    /// @param program `slack` or `teams`
    /// @param host where its address leads
    /// @param kinds names of the kinds of notices that it gets
    /// @param trouble why the last message was not taken, empty when it was
    record ChannelBody(
            long id,
            String name,
            String program,
            String host,
            List<String> kinds,
            boolean urgentOnly,
            String trouble,
            Instant createdAt) {}

    /// What a channel shall be.
    ///
    /// @param program `slack` or `teams`; does not change later
    /// @param address of its webhook, a secret; left out, the one that is there stays
    record ChannelRequest(
            String name, String program, @Nullable String address, List<String> kinds, boolean urgentOnly) {
        ChatForm form() {
            Set<String> chosen = kinds == null
                    ? Set.of()
                    : kinds.stream().filter(Objects::nonNull).collect(Collectors.toSet());
            return new ChatForm(
                    name == null ? "" : name,
                    program == null ? "" : program,
                    address == null ? "" : address,
                    chosen,
                    urgentOnly);
        }

        /// The address goes into no log and no kept fingerprint's text.
        @Override
        public String toString() {
            return "ChannelRequest[" + name + "]";
        }
    }

    /// What came of a test.
    ///
    /// @param trouble why it was not taken, empty when it was
    record Tested(boolean taken, String trouble) {}

    /// Channels, by name.
    @GetMapping
    @Requires(Permission.NOTICE_MANAGE)
    Page<ChannelBody> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.within(
                        chats.all(),
                        new Page.Request(limit, cursor),
                        "chat channels",
                        channel -> Long.toString(channel.id()))
                .map(ChatApi::body);
    }

    /// One channel.
    @GetMapping("/{id}")
    @Requires(Permission.NOTICE_MANAGE)
    ResponseEntity<ChannelBody> get(@PathVariable long id) {
        return answer(channel(id));
    }

    /// Adds a channel.
    @PostMapping
    @Requires(Permission.NOTICE_MANAGE)
    ResponseEntity<ChannelBody> create(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ChannelRequest body) {
        var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
        return idempotency.once(asked, ChannelBody.class, tx -> switch (chats.create(
                tx, principal.actor(), body.form())) {
            case Chats.Changed.Done(var made) ->
                Idempotency.Done.created(ADDRESS + "/" + made.id(), body(made)).version(made.version());
            case Chats.Changed.Invalid(var wrong) -> throw invalid(wrong);
            case Chats.Changed.Stale() -> throw ETag.changed().exception();
        });
    }

    /// Changes a channel.
    @PutMapping("/{id}")
    @Requires(Permission.NOTICE_MANAGE)
    ResponseEntity<ChannelBody> change(
            Principal principal,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String seen,
            @RequestBody ChannelRequest body) {
        channel(id);
        int version = ETag.required(seen);
        return switch (transactions.get(tx -> chats.change(tx, principal.actor(), id, version, body.form()))) {
            case Chats.Changed.Done(var changed) -> answer(changed);
            case Chats.Changed.Invalid(var wrong) -> throw invalid(wrong);
            case Chats.Changed.Stale() -> throw ETag.changed().exception();
        };
    }

    /// Says in a channel that this is a test.
    @PostMapping("/{id}/test")
    @Requires(Permission.NOTICE_MANAGE)
    Tested test(Principal principal, @PathVariable long id) {
        channel(id);
        var message = new Chats.Message(
                "A test from Plumbline", principal.name() + " tries whether notices arrive here.", "", false);
        return switch (chats.say(id, message)) {
            case Chats.Outcome.Said() -> new Tested(true, "");
            case Chats.Outcome.Refused(var why) -> new Tested(false, why);
            case Chats.Outcome.Unavailable unavailable -> new Tested(false, unavailable.why());
        };
    }

    /// Deletes a channel; its address is forgotten.
    @DeleteMapping("/{id}")
    @Requires(Permission.NOTICE_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Principal principal, @PathVariable long id) {
        chats.delete(principal.actor(), channel(id));
    }

    private ChatChannel channel(long id) {
        return chats.find(id)
                .orElseThrow(() -> Problem.notFound("There is no such channel.").exception());
    }

    private static RuntimeException invalid(ChatForm.Complaint wrong) {
        return Problem.invalid("/" + wrong.field(), wrong.why()).exception();
    }

    private static ResponseEntity<ChannelBody> answer(ChatChannel channel) {
        return ResponseEntity.ok().eTag(ETag.of(channel.version())).body(body(channel));
    }

    private static ChannelBody body(ChatChannel channel) {
        return new ChannelBody(
                channel.id(),
                channel.name(),
                channel.program().word(),
                channel.host(),
                channel.kinds(),
                channel.urgentOnly(),
                channel.trouble(),
                channel.createdAt());
    }
}
