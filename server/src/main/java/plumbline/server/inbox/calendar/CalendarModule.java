package plumbline.server.inbox.calendar;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.identity.AccountEnding;
import plumbline.server.identity.Accounts;
import plumbline.server.inbox.Tasks;
import plumbline.server.inbox.reminder.Digests;
import plumbline.server.inbox.routine.Routines;
import plumbline.server.platform.Journal;
import plumbline.server.platform.RateLimit;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// The parts of the calendar and how they meet.
public final class CalendarModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Calendars.class,
                spec -> spec.supplier(context -> new Calendars(
                        context.bean(Transactions.class),
                        context.bean(Journal.class),
                        context.bean(Accounts.class),
                        new Calendars.Content(context.bean(Tasks.class), context.bean(Routines.class)),
                        context.bean(Settings.class).publicUrl())));
        registry.registerBean(
                "calendarsOfThoseSignedOut",
                AccountEnding.class,
                spec -> spec.supplier(context -> ending(context.bean(Journal.class))));
        registry.registerBean(
                CalendarFeedApi.class,
                spec -> spec.supplier(
                        context -> new CalendarFeedApi(context.bean(Calendars.class), context.bean(RateLimit.class))));
        registry.registerBean(
                MyInboxPages.class,
                spec -> spec.supplier(context -> new MyInboxPages(
                        context.bean(Digests.class), context.bean(Calendars.class), context.bean(Templates.class))));
        registry.registerBean(
                MyInboxApi.class,
                spec -> spec.supplier(context -> new MyInboxApi(
                        context.bean(Digests.class), context.bean(Calendars.class), context.bean(Idempotency.class))));
    }

    /// What ends together with all sessions of an account: for the server and the command line on its machine.
    public static AccountEnding ending(Journal journal) {
        return new CalendarEnding(journal);
    }
}
