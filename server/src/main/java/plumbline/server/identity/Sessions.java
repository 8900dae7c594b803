package plumbline.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.web.http.CookieSerializer;
import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// Sessions of people: begun by signing in, ended by signing out, by time, or by somebody who may.
///
/// A session holds the account's id and when it began. It ends two hours after its last request, and twelve hours after
/// it began in any case.
public final class Sessions {
    static final Duration IDLE = Duration.ofHours(2);
    static final Duration LONGEST = Duration.ofHours(12);

    private static final String SINCE = "plumbline.since";
    private static final String ADDRESS = "plumbline.address";
    private static final String BROWSER = "plumbline.browser";

    private final Transactions transactions;
    private final AccountStore accounts;
    private final FindByIndexNameSessionRepository<? extends Session> repository;
    private final CookieSerializer cookies;
    private final Journal journal;

    Sessions(
            Transactions transactions,
            AccountStore accounts,
            FindByIndexNameSessionRepository<? extends Session> repository,
            CookieSerializer cookies,
            Journal journal) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.repository = repository;
        this.cookies = cookies;
        this.journal = journal;
    }

    /// Begins a session for somebody who has just proven who they are. What the browser had before is thrown away, so a
    /// session id that somebody planted is worth nothing.
    void begin(HttpServletRequest request, Account account) {
        end(request);
        var session = request.getSession(true);
        var now = journal.now();
        session.setMaxInactiveInterval((int) IDLE.toSeconds());
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                SessionStore.principalName(account.id(), now));
        session.setAttribute(SINCE, now);
        session.setAttribute(ADDRESS, request.getRemoteAddr());
        session.setAttribute(BROWSER, shortened(request.getHeader("User-Agent")));
    }

    /// Ends the session of this request, if it has one.
    void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /// The sessions of an account, the latest used first.
    public List<OpenSession> of(long accountId, HttpServletRequest request) {
        var current = request.getSession(false);
        return repository.findByPrincipalName(Long.toString(accountId)).values().stream()
                .map(session -> open(session, current))
                .sorted(Comparator.comparing(OpenSession::lastSeen).reversed())
                .toList();
    }

    /// Ends one session of a person; false when they have none of this reference.
    public boolean end(Principal person, String reference) {
        return end(person, session -> reference(session).equals(reference), "one") > 0;
    }

    /// Ends all sessions of a person but the one of this request.
    public int endOthers(Principal person, HttpServletRequest request) {
        var current = request.getSession(false);
        return end(person, session -> current == null || !session.equals(current.getId()), "others");
    }

    private int end(Principal person, Predicate<String> which, String word) {
        var ended = repository.findByPrincipalName(Long.toString(person.id())).keySet().stream()
                .filter(which)
                .toList();
        if (!ended.isEmpty()) {
            var details = JsonObject.builder()
                    .put("count", ended.size())
                    .put("which", word)
                    .build();
            var subject = Subject.of("account", person.actor().id());
            transactions.run(tx -> {
                SessionStore.delete(tx, person.id(), ended);
                journal.append(tx, person.actor(), "account.sessions-ended", subject, details);
            });
        }
        return ended.size();
    }

    private static OpenSession open(Session session, @Nullable HttpSession current) {
        return new OpenSession(
                reference(session.getId()),
                session.getAttributeOrDefault(SINCE, session.getCreationTime()),
                session.getLastAccessedTime(),
                session.getAttributeOrDefault(ADDRESS, ""),
                session.getAttributeOrDefault(BROWSER, ""),
                current != null && current.getId().equals(session.getId()));
    }

    private static String reference(String sessionId) {
        return Secrets.reference(sessionId);
    }

    /// Who this request's session belongs to, if it is still good. Every request asks, so the session itself, with all
    /// its attributes, is not opened for it.
    public Optional<Principal> principal(HttpServletRequest request) {
        return cookies.readCookieValues(request).stream().findFirst().flatMap(id -> principal(id, request));
    }

    private Optional<Principal> principal(String sessionId, HttpServletRequest request) {
        var database = transactions.reading();
        var holder = SessionStore.holder(database, sessionId);
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        var account = journal.now().isBefore(holder.get().since().plus(LONGEST))
                ? accounts.find(database, holder.get().accountId()).filter(Account::active)
                : Optional.<Account>empty();
        if (account.isEmpty()) {
            end(request);
        } else if (holder.get().seenLongAgo()) {
            SessionStore.touch(database, sessionId);
        }
        return account.map(Account::principal);
    }

    private static String shortened(@Nullable String text) {
        return text == null ? "" : text.substring(0, Math.min(200, text.length()));
    }
}
