package plumbline.server.notice;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.identity.token.Tokens;
import plumbline.server.notice.chat.ChatKinds;
import plumbline.server.notice.chat.Chats;
import plumbline.server.notice.mail.Mailer;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Leftovers;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.JobRun;
import plumbline.server.platform.job.JobTime;
import plumbline.server.platform.job.Recurring;
import plumbline.server.templates.Templates;
import plumbline.server.web.Option;
import plumbline.server.web.ShellContribution;

/// The parts of notices and how they meet.
public final class NoticeModule implements BeanRegistrar {
    private static final LocalTime MORNING = LocalTime.of(6, 0);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /// A notice says what became of telling somebody for a year and a bit; the journal has the rest for ever.
    private static final Duration KEPT = Duration.ofDays(400);

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                "accountDeactivated", NoticeKind.class, spec -> spec.supplier(context -> AccountNews.DEACTIVATED));
        registry.registerBean("factorsReset", NoticeKind.class, spec -> spec.supplier(context -> AccountNews.FACTORS));
        registry.registerBean(
                "breakGlassUsed", NoticeKind.class, spec -> spec.supplier(context -> AccountNews.BREAK_GLASS));
        registry.registerBean("rolesChanged", NoticeKind.class, spec -> spec.supplier(context -> AccountNews.RIGHTS));
        registry.registerBean(
                Preferences.class,
                spec -> spec.supplier(context -> new Preferences(
                        context.bean(Transactions.class),
                        context.beanProvider(NoticeKind.class).stream().toList())));
        registry.registerBean(
                ChatKinds.class,
                spec -> spec.supplier(context -> new ChatKinds(context.bean(Preferences.class).kinds().stream()
                        .filter(kind -> !kind.personal())
                        .map(kind -> new Option(kind.name(), kind.words()))
                        .toList())));
        registry.registerBean(
                Notices.class,
                spec -> spec.supplier(context -> new Notices(
                        context.bean(Transactions.class),
                        context.bean(Accounts.class),
                        context.bean(Chats.class),
                        context.bean(Journal.class),
                        context.beanProvider(Mailer.class).getIfAvailable() != null)));
        registry.registerBean(
                Deliveries.class,
                spec -> spec.supplier(
                        context -> new Deliveries(context.bean(Transactions.class), context.bean(Journal.class))));
        rounds(registry);
        tokens(registry);
        doors(registry);
        registry.registerBean(
                "oldNotices",
                Leftovers.class,
                spec -> spec.supplier(context ->
                        new Leftovers("notices", (tx, now) -> new NoticeStore().deleteBefore(tx, now.minus(KEPT)))));
    }

    private static void rounds(BeanRegistry registry) {
        registry.registerBean(
                AccountNews.class,
                spec -> spec.supplier(
                        context -> new AccountNews(context.bean(Transactions.class), context.bean(Notices.class))));
        registry.registerBean(
                Post.class,
                spec -> spec.supplier(context -> {
                    var preferences = context.bean(Preferences.class);
                    return new Post(
                            new Post.Parts(
                                    context.bean(Transactions.class),
                                    context.beanProvider(Mailer.class).getIfAvailable(),
                                    context.bean(Chats.class)),
                            kind -> preferences
                                    .kind(kind)
                                    .filter(NoticeKind::compulsory)
                                    .isPresent(),
                            context.bean(InstantSource.class),
                            context.bean(Settings.class).publicUrl());
                }));
        registry.registerBean(
                "noticePost",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var news = context.bean(AccountNews.class);
                    var post = context.bean(Post.class);
                    return new Recurring(
                            "notice-post",
                            "Sends notices by e-mail and to chats",
                            JobTime.every(PAUSE),
                            run -> work(news.run() + post.run(), run));
                }));
    }

    private static void tokens(BeanRegistry registry) {
        registry.registerBean("tokenExpiring", NoticeKind.class, spec -> spec.supplier(context -> TokenNews.EXPIRING));
        registry.registerBean(
                TokenNews.class,
                spec -> spec.supplier(context -> new TokenNews(
                        context.bean(Transactions.class), context.bean(Tokens.class), context.bean(Notices.class))));
        registry.registerBean(
                "tokenExpiry",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var news = context.bean(TokenNews.class);
                    return new Recurring(
                            "token-expiry",
                            "Tells people that tokens which they made expire soon",
                            JobTime.daily(MORNING),
                            run -> work(news.run(run.now()), run));
                }));
    }

    /// A round in which nothing was due is not worth a line.
    private static void work(int count, JobRun run) {
        if (count == 0) {
            run.idle();
        } else {
            run.progress(count, count, "notices");
        }
    }

    private static void doors(BeanRegistry registry) {
        registry.registerBean(
                "unreadNotices",
                ShellContribution.class,
                spec -> spec.supplier(context -> {
                    var notices = context.bean(Notices.class);
                    return (shell, visitor) ->
                            visitor instanceof Principal principal && principal.kind() == Actor.Kind.PERSON
                                    ? shell.withUnread(notices.unread(principal.id()))
                                    : shell;
                }));
        registry.registerBean(
                NoticePages.class,
                spec -> spec.supplier(context -> new NoticePages(
                        context.bean(Notices.class), context.bean(Preferences.class), context.bean(Templates.class))));
        registry.registerBean(
                PreferencePages.class,
                spec -> spec.supplier(context ->
                        new PreferencePages(context.bean(Preferences.class), context.bean(Templates.class))));
        registry.registerBean(
                NoticeApi.class,
                spec -> spec.supplier(
                        context -> new NoticeApi(context.bean(Notices.class), context.bean(Preferences.class))));
        registry.registerBean(
                DeliveryPages.class,
                spec -> spec.supplier(context -> new DeliveryPages(
                        context.bean(Deliveries.class),
                        context.bean(Preferences.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                DeliveryApi.class, spec -> spec.supplier(context -> new DeliveryApi(context.bean(Deliveries.class))));
    }
}
