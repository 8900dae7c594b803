package plumbline.server.notice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Transactions;

/// Which kinds of notices somebody wants by which way, and when they want quiet.
public final class Preferences {
    private final Transactions transactions;
    private final List<NoticeKind> kinds;
    private final PreferenceStore store = new PreferenceStore();

    Preferences(Transactions transactions, List<NoticeKind> kinds) {
        this.transactions = transactions;
        this.kinds =
                kinds.stream().sorted(Comparator.comparing(NoticeKind::words)).toList();
    }

    /// How somebody wants one kind.
    public record Choice(NoticeKind kind, boolean inApp, boolean byMail) {}

    /// All that somebody chose.
    public record Chosen(List<Choice> choices, @Nullable QuietHours quiet) {
        public Chosen {
            choices = List.copyOf(choices);
        }
    }

    List<NoticeKind> kinds() {
        return kinds;
    }

    /// What a kind is called by people.
    String words(String name) {
        return kinds.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .map(NoticeKind::words)
                .orElse(name);
    }

    Optional<NoticeKind> kind(String name) {
        return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    Chosen of(long accountId) {
        var saved = store.choices(transactions.reading(), accountId);
        var choices = kinds.stream()
                .map(kind -> new Choice(
                        kind,
                        kind.compulsory() || saved.getOrDefault(kind.name() + Way.IN_APP.word(), true),
                        kind.compulsory() || saved.getOrDefault(kind.name() + Way.E_MAIL.word(), kind.byMail())))
                .toList();
        return new Chosen(
                choices, store.quiet(transactions.reading(), accountId).orElse(null));
    }

    /// Keeps what somebody chose; what cannot be switched off stays on, whatever they sent.
    void keep(long accountId, Chosen chosen) {
        var rows = new ArrayList<PreferenceStore.Row>();
        for (var choice : chosen.choices()) {
            if (!choice.kind().compulsory()) {
                rows.add(new PreferenceStore.Row(choice.kind().name(), Way.IN_APP, choice.inApp()));
                rows.add(new PreferenceStore.Row(choice.kind().name(), Way.E_MAIL, choice.byMail()));
            }
        }
        transactions.run(tx -> {
            store.keep(tx, accountId, rows);
            store.keep(tx, accountId, chosen.quiet());
        });
    }
}
