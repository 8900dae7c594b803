package plumbline.server.platform;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// The database's handles for the areas above. The [Database] itself is opened before Spring starts, because nothing
/// can work without it and its failures have their own words.
public final class PlatformModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                "dataSource",
                DataSource.class,
                spec -> spec.supplier(context -> context.bean(Database.class).dataSource()));
        registry.registerBean(
                "transactions",
                Transactions.class,
                spec -> spec.supplier(context -> new Transactions(context.bean(DataSource.class))));
        registry.registerBean(
                "journal",
                Journal.class,
                spec -> spec.supplier(context -> new Journal(context.bean(InstantSource.class))));
        registry.registerBean(
                SecretBox.class,
                spec -> spec.supplier(
                        context -> SecretBox.open(context.bean(Settings.class).shared())));
        registry.registerBean(
                "endedAttempts",
                Leftovers.class,
                spec -> spec.supplier(
                        context -> new Leftovers("counted attempts", new AttemptStore()::deleteEndedBefore)));
        registry.registerBean(
                "leftoverSweep",
                LeftoverSweep.class,
                spec -> spec.supplier(context -> new LeftoverSweep(
                        context.bean(Transactions.class),
                        context.beanProvider(Leftovers.class).stream().toList(),
                        context.bean(InstantSource.class))));
        registry.registerBean(
                "requestIdFilter", RequestIdFilter.class, spec -> spec.supplier(context -> new RequestIdFilter()));
        var proxies = TrustedProxies.parse(environment.getProperty("PLUMBLINE_TRUSTED_PROXIES"));
        registry.registerBean(
                "clientAddressFilter",
                ClientAddressFilter.class,
                spec -> spec.supplier(context -> new ClientAddressFilter(proxies)));
    }
}
