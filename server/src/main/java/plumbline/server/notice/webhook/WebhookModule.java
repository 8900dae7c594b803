package plumbline.server.notice.webhook;

import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.identity.AccountEnding;
import plumbline.server.identity.Accounts;
import plumbline.server.notice.NoticeKind;
import plumbline.server.notice.Notices;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Leftovers;
import plumbline.server.platform.SecretBox;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.JobRun;
import plumbline.server.platform.job.JobTime;
import plumbline.server.platform.job.Recurring;
import plumbline.server.platform.outgoing.Outgoing;
import plumbline.server.templates.Templates;

/// The parts of webhooks and how they meet.
public final class WebhookModule implements BeanRegistrar {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean("webhookDisabled", NoticeKind.class, spec -> spec.supplier(context -> Webhooks.DISABLED));
        registry.registerBean(
                Webhooks.class,
                spec -> spec.supplier(context -> new Webhooks(
                        context.bean(Transactions.class),
                        context.bean(Journal.class),
                        context.bean(SecretBox.class),
                        context.bean(Outgoing.class),
                        context.bean(Notices.class))));
        registry.registerBean(
                EndpointOwners.class,
                spec -> spec.supplier(context -> new EndpointOwners(
                        context.bean(Transactions.class), context.bean(Accounts.class), context.bean(Webhooks.class))));
        registry.registerBean(
                "webhooksOfLeavers",
                AccountEnding.class,
                spec -> spec.supplier(context -> {
                    // Asked for late: they know the accounts whose endings these are.
                    var owners = context.beanProvider(EndpointOwners.class);
                    return new EndpointEnding(owners::getObject);
                }));
        registry.registerBean(WebhooksOwned.class, spec -> spec.supplier(context -> new WebhooksOwned()));
        registry.registerBean(
                WebhookSender.class,
                spec -> spec.supplier(context -> new WebhookSender(
                        context.bean(Transactions.class),
                        context.bean(Webhooks.class),
                        context.bean(EndpointOwners.class),
                        context.bean(Outgoing.class),
                        context.bean(InstantSource.class))));
        registry.registerBean(
                "webhookPost",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var sender = context.bean(WebhookSender.class);
                    return new Recurring(
                            "webhook-post",
                            "Tells webhooks what the journal notes",
                            JobTime.every(PAUSE),
                            run -> work(sender.run(), run));
                }));
        registry.registerBean(
                WebhookPages.class,
                spec -> spec.supplier(context -> new WebhookPages(
                        context.bean(Webhooks.class),
                        context.bean(EndpointOwners.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                WebhookApi.class,
                spec -> spec.supplier(
                        context -> new WebhookApi(context.bean(Webhooks.class), context.bean(Idempotency.class))));
        registry.registerBean(
                WebhookLogApi.class, spec -> spec.supplier(context -> new WebhookLogApi(context.bean(Webhooks.class))));
        registry.registerBean(
                "oldWebhookEvents",
                Leftovers.class,
                spec -> spec.supplier(context -> new Leftovers(
                        "webhook events", (tx, now) -> new QueueStore().deleteBefore(tx, now.minus(Webhooks.KEPT)))));
    }

    /// A round in which nothing was due is not worth a line.
    private static void work(int count, JobRun run) {
        if (count == 0) {
            run.idle();
        } else {
            run.progress(count, count, "deliveries");
        }
    }
}
