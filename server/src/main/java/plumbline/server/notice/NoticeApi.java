package plumbline.server.notice;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.notice.Preferences.Choice;
import plumbline.server.notice.Preferences.Chosen;

/// One's own notices, and how one wants them, as JSON.
@RestController
@RequestMapping("/api/v1/me")
final class NoticeApi {
    private final Notices notices;
    private final Preferences preferences;

    NoticeApi(Notices notices, Preferences preferences) {
        this.notices = notices;
        this.preferences = preferences;
    }

    /// Something that one was told.
    ///
    /// @param link path of the page that it is about; may be empty
    record NoticeBody(
            long id, String kind, String subject, String text, String link, boolean urgent, Instant at, boolean read) {}

    /// How one wants to be told.
    ///
    /// @param quietHours when no e-mail goes out but urgent ones, or null
    record PreferenceBody(List<KindChoice> kinds, @Nullable Quiet quietHours) {}

    /// How one wants one kind of notice; what is left out stays as it is.
    ///
    /// @param compulsory whether it cannot be switched off; ignored when sent
    record KindChoice(
            String kind,
            boolean inApp,
            boolean email,
            @Nullable Boolean compulsory) {}

    /// Times such as `22:00` in a time zone such as `Europe/Berlin`.
    record Quiet(String begins, String ends, String zone) {}

    /// One's notices, newest first.
    ///
    /// @param state `unread` for those alone
    @GetMapping("/notices")
    @Requires(Permission.ACCOUNT_OWN)
    Page<NoticeBody> list(
            Principal principal,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (state != null && !state.equals("unread")) {
            throw Problem.invalid("?state", "must be unread, or left out").exception();
        }
        int most = Page.limit(limit);
        var list = "own notices " + state;
        var after = Cursor.parse(cursor, list, 1);
        var rows = notices.list(principal.id(), state != null, after == null ? Long.MAX_VALUE : after.id(0), most + 1);
        return Page.of(rows, most, list, notice -> Cursor.of(notice.id())).map(NoticeApi::body);
    }

    /// Reads a notice.
    @PutMapping("/notices/{id}/read")
    @Requires(Permission.ACCOUNT_OWN)
    NoticeBody read(Principal principal, @PathVariable long id) {
        return body(notices.open(principal.id(), id)
                .orElseThrow(() -> Problem.notFound("There is no such notice.").exception()));
    }

    /// Reads all one's notices.
    @PostMapping("/notices/read")
    @Requires(Permission.ACCOUNT_OWN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readAll(Principal principal) {
        notices.readAll(principal.id());
    }

    /// How one wants to be told.
    @GetMapping("/notice-preferences")
    @Requires(Permission.ACCOUNT_OWN)
    PreferenceBody preferences(Principal principal) {
        return body(preferences.of(principal.id()));
    }

    /// Changes how one wants to be told. Kinds that are not named stay as they are.
    @PutMapping("/notice-preferences")
    @Requires(Permission.ACCOUNT_OWN)
    PreferenceBody choose(Principal principal, @RequestBody PreferenceBody body) {
        var sent = sent(body.kinds());
        var choices = preferences.of(principal.id()).choices().stream()
                .map(choice -> {
                    var wanted = sent.get(choice.kind().name());
                    return wanted == null ? choice : new Choice(choice.kind(), wanted.inApp(), wanted.email());
                })
                .toList();
        preferences.keep(principal.id(), new Chosen(choices, quiet(body.quietHours())));
        return body(preferences.of(principal.id()));
    }

    private Map<String, KindChoice> sent(@Nullable List<KindChoice> kinds) {
        var named = kinds == null ? List.<KindChoice>of() : kinds;
        var names = new HashSet<String>();
        for (int i = 0; i < named.size(); i++) {
            var kind = named.get(i) == null ? "" : String.valueOf(named.get(i).kind());
            if (preferences.kind(kind).isEmpty() || !names.add(kind)) {
                throw Problem.invalid("/kinds/" + i + "/kind", "must be a kind of notice, each once")
                        .exception();
            }
        }
        return named.stream().collect(Collectors.toMap(KindChoice::kind, choice -> choice));
    }

    private static @Nullable QuietHours quiet(@Nullable Quiet quiet) {
        if (quiet == null) {
            return null;
        }
        return QuietHours.parse(
                        String.valueOf(quiet.begins()), String.valueOf(quiet.ends()), String.valueOf(quiet.zone()))
                .orElseThrow(() -> Problem.invalid(
                                "/quietHours",
                                "must be two different times such as 22:00 and a zone such as Europe/Berlin")
                        .exception());
    }

    private static NoticeBody body(NoticeLine line) {
        return new NoticeBody(
                line.id(),
                line.kind(),
                line.subject(),
                line.text(),
                line.link(),
                line.urgent(),
                line.at(),
                line.read());
    }

    private static PreferenceBody body(Chosen chosen) {
        var quiet = chosen.quiet();
        return new PreferenceBody(
                chosen.choices().stream()
                        .map(choice -> new KindChoice(
                                choice.kind().name(),
                                choice.inApp(),
                                choice.byMail(),
                                choice.kind().compulsory()))
                        .toList(),
                quiet == null
                        ? null
                        : new Quiet(
                                quiet.begins().toString(),
                                quiet.ends().toString(),
                                quiet.zone().getId()));
    }
}
