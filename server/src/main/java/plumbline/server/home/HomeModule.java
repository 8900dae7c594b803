package plumbline.server.home;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// The page on which everybody begins.
public final class HomeModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {}
}
