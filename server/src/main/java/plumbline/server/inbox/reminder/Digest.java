package plumbline.server.inbox.reminder;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plumbline.server.inbox.Due;
import plumbline.server.inbox.Task;
import plumbline.server.inbox.TaskView;
import plumbline.server.web.Format;
import plumbline.server.web.Option;

/// What waits for somebody, in a message.
record Digest(String subject, String text) {
    private static final int MOST_LINES = 20;

    /// How often somebody gets one.
    enum Every {
        NEVER("never"),
        DAILY("daily"),
        WEEKLY("weekly, on Monday");

        private final String label;

        Every(String label) {
            this.label = label;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Every> find(String word) {
            return Arrays.stream(values())
                    .filter(every -> every.word().equals(word))
                    .findFirst();
        }

        static List<Option> options() {
            return Arrays.stream(values())
                    .map(every -> new Option(every.word(), every.label))
                    .toList();
        }

        /// Names the day or week of which one digest is sent.
        String period(LocalDate today) {
            return this == DAILY
                    ? today.toString()
                    : "%d-W%02d"
                            .formatted(
                                    today.get(IsoFields.WEEK_BASED_YEAR), today.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        }

        /// The last day that a digest looks ahead to.
        LocalDate until(LocalDate today) {
            return this == DAILY ? today : today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        }
    }

    /// Of the tasks that wait, those that are overdue or due by that day; empty when there is none.
    static Optional<Digest> of(List<Task> waiting, LocalDate today, LocalDate until) {
        var due =
                waiting.stream().filter(task -> !task.deadline().isAfter(until)).toList();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        long overdue = due.stream()
                .filter(task -> Due.of(task.deadline(), today) == Due.OVERDUE)
                .count();
        var text = new StringBuilder();
        due.stream()
                .limit(MOST_LINES)
                .forEach(task -> text.append(TaskView.when(task.deadline(), today))
                        .append(": ")
                        .append(task.words().title())
                        .append(" (")
                        .append(task.id())
                        .append(")\n"));
        if (due.size() > MOST_LINES) {
            text.append("and ").append(due.size() - MOST_LINES).append(" more\n");
        }
        var subject = Format.count(due.size(), "task waits", "tasks wait") + " for you"
                + (overdue == 0 ? "" : ", " + Format.number(overdue) + " overdue");
        return Optional.of(new Digest(subject, text.toString().strip()));
    }
}
