package plumbline.server.notice.chat;

import java.util.Optional;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.notice.mail.Mailer;
import plumbline.server.platform.Journal;
import plumbline.server.platform.SecretBox;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.outgoing.Outgoing;
import plumbline.server.templates.Templates;

/// The parts of chats and how they meet.
public final class ChatModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Chats.class,
                spec -> spec.supplier(context -> new Chats(
                        context.bean(Transactions.class),
                        context.bean(Journal.class),
                        context.bean(SecretBox.class),
                        context.bean(Outgoing.class),
                        context.bean(ChatKinds.class))));
        registry.registerBean(
                ChatPages.Choices.class,
                spec -> spec.supplier(context -> new ChatPages.Choices(
                        context.bean(ChatKinds.class).options(),
                        Optional.ofNullable(context.beanProvider(Mailer.class).getIfAvailable())
                                .map(Mailer::server)
                                .orElse(""),
                        context.bean(Settings.class).publicUrl())));
        registry.registerBean(
                ChatPages.class,
                spec -> spec.supplier(context -> new ChatPages(
                        context.bean(Chats.class),
                        context.bean(Transactions.class),
                        context.bean(ChatPages.Choices.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                ChatApi.class,
                spec -> spec.supplier(context -> new ChatApi(
                        context.bean(Chats.class), context.bean(Transactions.class), context.bean(Idempotency.class))));
    }
}
