package plumbline.server.api;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// Problem details, paging and the OpenAPI document.
public final class ApiModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {}
}
