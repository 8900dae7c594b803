package plumbline.server.inbox;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Cursor;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.inbox.TaskFilter.By;
import plumbline.server.inbox.TaskFilter.Order;
import plumbline.server.inbox.TaskFilter.Place;
import plumbline.server.web.Address;
import plumbline.server.web.Filter;
import plumbline.server.web.Option;

/// Reads from an address which tasks are asked for, and offers the filters.
final class TaskLists {
    static final String ALL = "all";
    private static final String CLOSED = "closed";

    private final Tasks tasks;
    private final Owners owners;
    private final ServiceNames services;
    private final Map<String, String> kinds = new LinkedHashMap<>();

    TaskLists(Tasks tasks, Owners owners, ServiceNames services, List<TaskKind> kinds) {
        this.tasks = tasks;
        this.owners = owners;
        this.services = services;
        kinds.forEach(kind -> this.kinds.put(kind.word(), kind.label()));
    }

    /// What an address asks for.
    TaskFilter filter(Principal principal, Address address, String service) {
        var asked = new Asked(
                address.first("whose"),
                address.first("state"),
                address.first("due"),
                address.first("kind"),
                service,
                address.first("q"),
                address.first("sort"));
        return filter(principal, asked, address.first("after"));
    }

    /// The words of a request; what is empty filters nothing.
    record Asked(String whose, String state, String due, String kind, String service, String words, String sort) {}

    TaskFilter filter(Principal principal, Asked asked, @Nullable String cursor) {
        var today = tasks.today();
        var due = Due.find(asked.due());
        var open = !asked.state().equals(CLOSED);
        var sort = asked.sort().isEmpty() ? open ? "deadline" : "-changed" : asked.sort();
        var order =
                new Order(sort.endsWith("changed") ? By.CHANGED : By.DEADLINE, sort.startsWith("-"), Optional.empty());
        var filter = new TaskFilter(
                Viewer.of(principal),
                switch (asked.whose()) {
                    case "", TaskFilter.MINE -> TaskFilter.MINE;
                    case ALL -> "";
                    default -> asked.whose();
                },
                open,
                due.map(known -> known.from(today)).orElse(null),
                due.map(known -> known.to(today)).orElse(null),
                asked.kind(),
                asked.service().isEmpty()
                        ? null
                        : services.number(principal, asked.service()).orElse(-1L),
                asked.words(),
                order);
        return filter.from(place(order, cursor));
    }

    private static Optional<Place> place(Order order, @Nullable String cursor) {
        var after = Cursor.parse(cursor, order.list(), 2);
        if (after == null) {
            return Optional.empty();
        }
        if (order.by() == By.CHANGED) {
            return Optional.of(new Place(after.time(0).toString(), after.id(1)));
        }
        try {
            return Optional.of(new Place(LocalDate.parse(after.text(0)).toString(), after.id(1)));
        } catch (DateTimeParseException notOurs) {
            throw Cursor.bad();
        }
    }

    static Cursor place(TaskFilter filter, Task task) {
        return Cursor.of(filter.order().by() == By.DEADLINE ? task.deadline() : task.changedAt(), task.number());
    }

    Filter form(Principal principal, Address address) {
        var whose = new ArrayList<Option>();
        whose.add(new Option("", "Mine"));
        whose.add(new Option(ALL, "All that I may see"));
        if (principal.may(Permission.TASK_MANAGE)) {
            whose.addAll(owners.choices());
        }
        var kindOptions = new ArrayList<Option>();
        kindOptions.add(new Option("", "Any kind"));
        kinds.forEach((word, label) -> kindOptions.add(new Option(word, label)));
        var form = Filter.of(address)
                .select("whose", "Whose", whose)
                .select("state", "State", List.of(new Option("", "Open"), new Option(CLOSED, "Closed")))
                .select("kind", "Kind", kindOptions);
        for (var due : Due.values()) {
            form = form.chip(due.label(), "due", due.word(), null);
        }
        return form;
    }

    String kind(String word) {
        return kinds.getOrDefault(word, word);
    }

    Map<Long, String> services(Principal principal) {
        return services.keys(principal);
    }

    String service(Principal principal, @Nullable Long number) {
        return services.key(principal, number);
    }

    List<Option> serviceChoices(Principal principal) {
        var choices = new ArrayList<Option>();
        choices.add(new Option("", "None"));
        choices.addAll(services.choices(principal));
        return choices;
    }
}
