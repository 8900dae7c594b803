package plumbline.server.inbox.reminder;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.grant.Teams;
import plumbline.server.identity.people.Managers;
import plumbline.server.inbox.TaskReminders;
import plumbline.server.inbox.Tasks;
import plumbline.server.notice.NewNotice;
import plumbline.server.notice.NoticeKind;
import plumbline.server.notice.Notices;
import plumbline.server.notice.Recipient;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.JobTime;
import plumbline.server.platform.job.Recurring;

/// The parts of reminders and digests and how they meet.
public final class ReminderModule implements BeanRegistrar {
    private static final NoticeKind REMINDER = NoticeKind.personal(
            ReminderSweep.KIND, "My task comes up or is overdue, or one of somebody I manage stays so");
    private static final NoticeKind DIGEST = NoticeKind.personal(DigestSweep.KIND, "The digest of what waits for me");
    private static final int MOST_SHOWN = 20;

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        var settings = ReminderSettings.from(environment::getProperty);
        registry.registerBean("reminderNotice", NoticeKind.class, spec -> spec.supplier(context -> REMINDER));
        registry.registerBean("digestNotice", NoticeKind.class, spec -> spec.supplier(context -> DIGEST));
        registry.registerBean(
                ReminderSweep.class,
                spec -> spec.supplier(context -> new ReminderSweep(
                        context.bean(Transactions.class),
                        new People(context.bean(Accounts.class)),
                        new Escalation(
                                context.bean(Managers.class), context.bean(Teams.class), context.bean(Journal.class)),
                        teller(context),
                        settings)));
        registry.registerBean(
                DigestSweep.class,
                spec -> spec.supplier(context -> new DigestSweep(
                        context.bean(Transactions.class),
                        new People(context.bean(Accounts.class)),
                        context.bean(Tasks.class),
                        teller(context))));
        registry.registerBean(
                Digests.class,
                spec -> spec.supplier(
                        context -> new Digests(context.bean(Transactions.class), context.bean(Journal.class))));
        registry.registerBean(
                TaskReminders.class,
                spec -> spec.supplier(context -> {
                    var transactions = context.bean(Transactions.class);
                    var store = new ReminderStore();
                    return task -> store.of(transactions.reading(), task.number(), MOST_SHOWN).stream()
                            .map(kept -> new TaskReminders.Line(
                                    kept.at(), kept.moment().word(), kept.name()))
                            .toList();
                }));
        jobs(registry);
    }

    private static void jobs(BeanRegistry registry) {
        registry.registerBean(
                "reminderJob",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var sweep = context.bean(ReminderSweep.class);
                    return new Recurring(
                            "reminders",
                            "Reminds of deadlines and lets managers know of what stays overdue",
                            JobTime.every(Duration.ofMinutes(10)),
                            run -> {
                                if (sweep.run(run.now()) == 0) {
                                    run.idle();
                                }
                            });
                }));
        registry.registerBean(
                "digestJob",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var sweep = context.bean(DigestSweep.class);
                    return new Recurring(
                            "digests",
                            "Sends each person what waits, in the morning",
                            JobTime.every(Duration.ofMinutes(15)),
                            run -> {
                                if (sweep.run(run.now()) == 0) {
                                    run.idle();
                                }
                            });
                }));
    }

    private static Teller teller(SupplierContext context) {
        var notices = context.bean(Notices.class);
        return (tx, account, message) -> {
            var kind = message.kind().equals(DigestSweep.KIND) ? DIGEST : REMINDER;
            var notice = NewNotice.of(kind, message.about(), message.subject(), message.text(), message.link());
            notices.tell(tx, List.of(Recipient.person(account)), message.urgent() ? notice.madeUrgent() : notice);
        };
    }
}
