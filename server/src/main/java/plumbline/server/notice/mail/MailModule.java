package plumbline.server.notice.mail;

import java.time.InstantSource;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.identity.Accounts;
import plumbline.server.platform.Settings;

/// The parts of e-mail and how they meet. Without a mail server there is no [Mailer].
public final class MailModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        MailSettings.from(environment::getProperty)
                .ifPresent(settings -> registry.registerBean(
                        Mailer.class,
                        spec -> spec.supplier(context -> new Mailer(settings, context.bean(InstantSource.class)))));
        registry.registerBean(
                TestMail.class,
                spec -> spec.supplier(context -> new TestMail(
                        context.beanProvider(Mailer.class).getIfAvailable(),
                        context.bean(Accounts.class),
                        context.bean(Settings.class).publicUrl(),
                        context.bean(InstantSource.class))));
        registry.registerBean(
                MailPages.class, spec -> spec.supplier(context -> new MailPages(context.bean(TestMail.class))));
        registry.registerBean(
                MailApi.class, spec -> spec.supplier(context -> new MailApi(context.bean(TestMail.class))));
    }
}
