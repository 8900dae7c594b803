package plumbline.server.inbox;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plumbline.server.web.Format;
import plumbline.server.web.Option;
import plumbline.server.web.State;
import plumbline.server.web.Tab;

/// One task as its page shows it.
///
/// @param service key of its cloud service, or empty
/// @param kind what people call its kind
/// @param owners to whom it can be given
/// @param reminders who was reminded of it, the newest first
public record TaskView(
        Task task,
        LocalDate today,
        String service,
        String kind,
        May may,
        List<Option> owners,
        List<TaskReminders.Line> reminders) {

    /// What the reader may do with it.
    ///
    /// @param act close and hand it over
    /// @param manage move its deadline
    /// @param take make it the reader's own
    public record May(boolean act, boolean manage, boolean take) {}

    /// What a list says beside its rows.
    ///
    /// @param services keys by number
    public record Notes(LocalDate today, Map<Long, String> services, boolean mayOpen) {
        public String service(Task task) {
            return task.serviceId() == null ? "" : services.getOrDefault(task.serviceId(), "");
        }
    }

    public State state() {
        return state(task, today);
    }

    /// Whether a deadline is over, and how a closed task ended.
    public static State state(Task task, LocalDate today) {
        return switch (task.state()) {
            case OPEN -> task.deadline().isBefore(today) ? State.fail("overdue") : State.waits("open");
            case DONE -> State.pass("done");
            case CANCELLED -> State.draft("cancelled");
        };
    }

    /// `today`, `in 5 days`, `3 days late`.
    public static String when(LocalDate deadline, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, deadline);
        if (days == 0) {
            return "today";
        }
        if (days == 1) {
            return "tomorrow";
        }
        return days > 0 ? "in " + Format.number(days) + " days" : Format.count(-days, "day", "days") + " late";
    }

    /// Tasks under a heading, empty where the list is not by deadline.
    public record Group(String label, List<Task> tasks) {}

    static List<Group> groups(List<Task> tasks, LocalDate today, boolean byDeadline) {
        if (!byDeadline) {
            return List.of(new Group("", tasks));
        }
        Map<Due, List<Task>> groups = new LinkedHashMap<>();
        tasks.forEach(task -> groups.computeIfAbsent(Due.of(task.deadline(), today), _ -> new ArrayList<>())
                .add(task));
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey().label(), group.getValue()))
                .toList();
    }

    /// The parts of the inbox, with the one at `href` open.
    public static List<Tab> tabs(String href) {
        return List.of(
                Tab.of("Tasks", "/inbox", href.equals("/inbox")),
                Tab.of("Routines", "/inbox/routines", href.equals("/inbox/routines")));
    }
}
