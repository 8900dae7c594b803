package plumbline.server.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.server.notice.chat.Chats;
import plumbline.server.notice.mail.Mail;
import plumbline.server.notice.mail.Mailer;
import plumbline.server.platform.Transactions;

/// Carries notices out by e-mail and to chats. Any process may; each delivery is in one hand at a time, and one whose
/// process died is taken up by another.
final class Post {
    private static final Logger log = LoggerFactory.getLogger(Post.class);
    private static final int AT_ONCE = 8;
    private static final int ROUND = 64;
    private static final int LONGEST_REASON = 500;

    private final Transactions transactions;
    private final @Nullable Mailer mailer;
    private final Chats chats;
    private final InstantSource clock;
    private final Predicate<String> evenDeactivated;
    private final String publicUrl;
    private final DeliveryStore store = new DeliveryStore();

    /// @param evenDeactivated which kinds reach a deactivated account
    Post(Parts parts, Predicate<String> evenDeactivated, InstantSource clock, String publicUrl) {
        this.transactions = parts.transactions();
        this.mailer = parts.mailer();
        this.chats = parts.chats();
        this.evenDeactivated = evenDeactivated;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /// What it carries notices out with.
    ///
    /// @param mailer null when no mail server is configured
    record Parts(Transactions transactions, @Nullable Mailer mailer, Chats chats) {}

    /// Sends all that is due, and says how much that was.
    int run() {
        int sent = 0;
        while (true) {
            var due = transactions.get(tx -> store.take(tx, clock.instant(), ROUND));
            send(due);
            sent += due.size();
            if (due.size() < ROUND) {
                return sent;
            }
        }
    }

    private void send(List<DueDelivery> due) {
        var free = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : due) {
                free.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        sendOne(one);
                    } finally {
                        free.release();
                    }
                });
            }
        }
    }

    private void sendOne(DueDelivery due) {
        try {
            var result = switch (due.way()) {
                case E_MAIL -> mail(due);
                case CHAT -> chat(due);
                case IN_APP -> done(DeliveryState.SENT, "");
            };
            transactions.run(tx -> store.settle(tx, due.id(), result, clock.instant()));
        } catch (RuntimeException e) {
            // It stays in hand for a while and is then tried again.
            log.warn("notice {} could not be sent", due.id(), e);
        }
    }

    private DeliveryStore.Result mail(DueDelivery due) {
        var sender = mailer;
        var address = due.address();
        if (sender == null) {
            return done(DeliveryState.SUPPRESSED, "no mail server is configured");
        }
        var message = due.message();
        if (address == null || (!due.active() && !evenDeactivated.test(message.kind()))) {
            return done(DeliveryState.SUPPRESSED, "the account is deactivated");
        }
        var mail = new Mail("notice-" + due.id(), address, message.subject(), message.text(), absolute(message.link()));
        return switch (sender.send(mail)) {
            case Mailer.Outcome.Accepted() -> done(DeliveryState.SENT, "");
            case Mailer.Outcome.Rejected(var why) -> done(DeliveryState.FAILED, why);
            case Mailer.Outcome.Unavailable(var why) -> later(due, why, Duration.ZERO);
        };
    }

    private DeliveryStore.Result chat(DueDelivery due) {
        var message = due.message();
        var said = new Chats.Message(message.subject(), message.text(), absolute(message.link()), message.urgent());
        return switch (chats.say(due.channelId() == null ? 0 : due.channelId(), said)) {
            case Chats.Outcome.Said() -> done(DeliveryState.SENT, "");
            case Chats.Outcome.Refused(var why) -> done(DeliveryState.FAILED, why);
            case Chats.Outcome.Unavailable(var why, var wait) -> later(due, why, wait);
        };
    }

    private String absolute(String link) {
        return link.isEmpty() ? "" : publicUrl + link;
    }

    private DeliveryStore.Result done(DeliveryState state, String reason) {
        return new DeliveryStore.Result(state, cut(reason), clock.instant());
    }

    /// Tries again after a while, or gives up.
    private DeliveryStore.Result later(DueDelivery due, String why, Duration atLeast) {
        Instant now = clock.instant();
        return Backoff.after(due.tries())
                .map(wait -> new DeliveryStore.Result(
                        DeliveryState.WAITING, cut(why), now.plus(wait.compareTo(atLeast) < 0 ? atLeast : wait)))
                .orElseGet(() -> new DeliveryStore.Result(
                        DeliveryState.FAILED, cut("given up after " + due.tries() + " tries: " + why), now));
    }

    private static String cut(String reason) {
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }
}
