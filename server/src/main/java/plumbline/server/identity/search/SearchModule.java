package plumbline.server.identity.search;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.platform.Transactions;

/// What of identity can be found.
public final class SearchModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                PeopleSearch.class,
                spec -> spec.supplier(context -> new PeopleSearch(context.bean(Transactions.class))));
        registry.registerBean(
                TeamSearch.class, spec -> spec.supplier(context -> new TeamSearch(context.bean(Transactions.class))));
        registry.registerBean(
                ServiceAccountSearch.class,
                spec -> spec.supplier(context -> new ServiceAccountSearch(context.bean(Transactions.class))));
    }
}
