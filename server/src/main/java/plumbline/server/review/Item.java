package plumbline.server.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.web.State;

/// One access in a review: as it was at the start, and what was decided about it.
///
/// @param owners the accounts whose own access it is
/// @param fingerprint of the access at the start
/// @param version grows with each decision about it
/// @param decision null while nobody decided
public record Item(
        long id,
        Held held,
        Right right,
        Times times,
        Set<Long> owners,
        String fixed,
        String fingerprint,
        int version,
        @Nullable Decision decision) {

    /// Whoever deciding says so means it as gone.
    static final String GONE = "gone";

    /// Which access it is.
    ///
    /// @param holder as the journal names it
    /// @param detail what tells the holder from others, may be empty
    public record Held(String kind, String ref, String holder, String name, String detail) {}

    /// What it allows.
    ///
    /// @param words for people
    /// @param places where, in words
    /// @param services where, or null for everywhere
    /// @param source where it comes from, in words
    public record Right(
            String words,
            List<String> permissions,
            boolean privileged,
            String places,
            @Nullable Set<Long> services,
            String source) {}

    /// Since when, until when, and when it was last used.
    public record Times(
            Instant since,
            @Nullable Instant until,
            @Nullable Instant usedAt) {}

    /// What was decided.
    ///
    /// @param result what it was changed to, in words, or empty
    /// @param altered what was different when it was decided, in words, or empty
    public record Decision(Verdict verdict, String reason, String result, String altered, String by, Instant at) {}

    boolean isOf(long account) {
        return owners.contains(account);
    }

    /// Whether it can be decided: for the first time, or again after it was kept.
    public boolean decidable() {
        return decision == null || decision.verdict() == Verdict.KEEP;
    }

    /// What whoever decides sends along to say what they saw.
    public String seen() {
        return seen(fingerprint);
    }

    /// As above, for another state of the access.
    String seen(String other) {
        return version + "." + other;
    }

    public State shown() {
        return decision == null
                ? State.unknown("not reviewed")
                : decision.verdict().shown();
    }

    /// Which access of a review a list shows; privileged access always comes first.
    ///
    /// @param state a verdict's word, `undecided`, or empty for any
    /// @param mine the account that could decide, or null for any
    /// @param kind of access, or empty
    /// @param holder whose, as the journal names them, or empty
    /// @param words part of name, access or place, or empty
    record Filter(String state, @Nullable Long mine, boolean privileged, String kind, String holder, String words) {
        static final String UNDECIDED = "undecided";
        static final Filter ALL = new Filter("", null, false, "", "", "");

        /// Where a page begins: after this item.
        record Place(boolean privileged, String name, long id) {}

        Optional<Verdict> verdict() {
            return Verdict.find(state);
        }
    }
}
