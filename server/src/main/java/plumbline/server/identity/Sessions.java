package plumbline.server.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.web.http.CookieSerializer;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.held.KeptHoldings;
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

    /// How long somebody has for the second proof.
    static final Duration HALF = Duration.ofMinutes(5);

    /// How long ago somebody may have signed in who changes what lets them in.
    static final Duration FRESH = Duration.ofMinutes(15);

    private static final String HALFWAY = "plumbline.halfway";
    private static final String SINCE = "plumbline.since";
    private static final String WAY = "plumbline.way";
    private static final String ADDRESS = "plumbline.address";
    private static final String BROWSER = "plumbline.browser";

    private final Transactions transactions;
    private final AccountStore accounts;
    private final FindByIndexNameSessionRepository<? extends Session> repository;
    private final CookieSerializer cookies;
    private final Journal journal;
    private final List<SignInRule> rules;
    private final KeptHoldings holdings = new KeptHoldings();

    Sessions(Transactions transactions, AccountStore accounts, Kept kept, Journal journal, List<SignInRule> rules) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.repository = kept.repository();
        this.cookies = kept.cookies();
        this.journal = journal;
        this.rules = List.copyOf(rules);
    }

    /// Where sessions are kept, and how browsers name them.
    record Kept(FindByIndexNameSessionRepository<? extends Session> repository, CookieSerializer cookies) {}

    /// How somebody proved who they are.
    public enum Way {
        PASSWORD("password"),
        PASSWORD_AND_CODE("password and code"),
        PASSWORD_AND_RECOVERY_CODE("password and recovery code"),
        PASSKEY("passkey"),
        LINK("one-time link"),
        SINGLE_SIGN_ON("single sign-on");

        private final String word;

        Way(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// Lets somebody in who knew the password or had the link, or asks for a second proof first. Answers where to go.
    String admit(HttpServletRequest request, Account account, Way way, String next) {
        if (rules.stream().anyMatch(rule -> rule.asksForMore(account.id()))) {
            beginHalf(request, account);
            return "/sign-in/code" + (next.equals("/") ? "" : "?next=" + URLEncoder.encode(next, UTF_8));
        }
        begin(request, account, way);
        return next;
    }

    /// Begins a session for somebody who has just proven in full who they are, and notes it. What the browser had
    /// before is thrown away, so a session id that somebody planted is worth nothing.
    public void begin(HttpServletRequest request, Account account, Way way) {
        var address = request.getRemoteAddr();
        var details = JsonObject.builder()
                .put("address", address)
                .put("with", way.word())
                .build();
        transactions.run(tx -> {
            accounts.signedIn(tx, account.id(), journal.now());
            journal.append(tx, account.actor(), "account.signed-in", account.subject(), details);
            rules.forEach(rule -> rule.signedIn(tx, account, address));
        });
        open(request, account, new Begun(journal.now(), way.word()));
    }

    /// When and how somebody proved in full who they are.
    record Begun(Instant since, String way) {}

    /// How the session of this request began: to be asked before what ends it.
    Optional<Begun> begun(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(SINCE) instanceof Instant since
                ? Optional.of(new Begun(since, session.getAttribute(WAY) instanceof String way ? way : ""))
                : Optional.empty();
    }

    /// Goes on in a new session, after what ended all of an account's sessions. It is as old as the one before: a
    /// password alone proves too little to be fresh again.
    void renew(HttpServletRequest request, Account account, Begun begun) {
        open(request, account, begun);
    }

    private void open(HttpServletRequest request, Account account, Begun begun) {
        end(request);
        var session = request.getSession(true);
        session.setMaxInactiveInterval((int) IDLE.toSeconds());
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                SessionStore.principalName(account.id(), begun.since()));
        session.setAttribute(SINCE, begun.since());
        session.setAttribute(WAY, begun.way());
        session.setAttribute(ADDRESS, request.getRemoteAddr());
        session.setAttribute(BROWSER, shortened(request.getHeader("User-Agent")));
    }

    /// A session that only the page for the second proof knows: it belongs to nobody yet.
    private void beginHalf(HttpServletRequest request, Account account) {
        end(request);
        var session = request.getSession(true);
        session.setMaxInactiveInterval((int) HALF.toSeconds());
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, SessionStore.halfwayName(account.id()));
        session.setAttribute(HALFWAY, account.id());
        session.setAttribute(SINCE, journal.now());
    }

    /// Who has given the first proof in this session and still has time for the second.
    public Optional<Account> halfway(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                        && session.getAttribute(HALFWAY) instanceof Long id
                        && session.getAttribute(SINCE) instanceof Instant since
                        && journal.now().isBefore(since.plus(HALF))
                ? accounts.find(transactions.reading(), id).filter(Account::active)
                : Optional.empty();
    }

    /// Whether the person of this session proved who they are so lately that they may change what lets them in: a
    /// machine left open must not become somebody else's for good.
    public boolean isFresh(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                && session.getAttribute(SINCE) instanceof Instant since
                && journal.now().isBefore(since.plus(FRESH));
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
        return end(person, person.id(), reference, _ -> {});
    }

    /// Ends one session of somebody, after something else in the same transaction, which refuses whoever may not.
    public boolean end(Principal by, long accountId, String reference, Consumer<DSLContext> first) {
        return end(by, accountId, session -> reference(session).equals(reference), "one", first) > 0;
    }

    /// Ends all sessions of somebody, after something else in the same transaction, which refuses whoever may not.
    public int endAll(Principal by, long accountId, Consumer<DSLContext> first) {
        return end(by, accountId, _ -> true, "all", first);
    }

    /// Ends all sessions of a person but the one of this request.
    public int endOthers(Principal person, HttpServletRequest request) {
        var current = request.getSession(false);
        return end(
                person, person.id(), session -> current == null || !session.equals(current.getId()), "others", _ -> {});
    }

    private int end(Principal by, long accountId, Predicate<String> which, String word, Consumer<DSLContext> first) {
        var ended = repository.findByPrincipalName(Long.toString(accountId)).keySet().stream()
                .filter(which)
                .toList();
        var details = JsonObject.builder()
                .put("count", ended.size())
                .put("which", word)
                .build();
        transactions.run(tx -> {
            first.accept(tx);
            if (!ended.isEmpty()) {
                SessionStore.delete(tx, accountId, ended);
                var subject = Subject.of("account", "account:" + accountId);
                journal.append(tx, by.actor(), "account.sessions-ended", subject, details);
            }
        });
        return ended.size();
    }

    private static OpenSession open(Session session, @Nullable HttpSession current) {
        return new OpenSession(
                reference(session.getId()),
                session.getAttributeOrDefault(SINCE, session.getCreationTime()),
                session.getLastAccessedTime(),
                session.getAttributeOrDefault(ADDRESS, ""),
                session.getAttributeOrDefault(BROWSER, ""),
                session.getAttributeOrDefault(WAY, ""),
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
        var holder = accounts.holder(database, sessionId, holdings);
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        var account = Optional.of(holder.get().account())
                .filter(found -> found.active()
                        && journal.now().isBefore(holder.get().since().plus(LONGEST)));
        if (account.isEmpty()) {
            end(request);
        } else if (holder.get().seenLongAgo()) {
            SessionStore.touch(database, sessionId);
        }
        return account.map(found -> found.principal(journal.now()));
    }

    private static String shortened(@Nullable String text) {
        return text == null ? "" : text.substring(0, Math.min(200, text.length()));
    }
}
