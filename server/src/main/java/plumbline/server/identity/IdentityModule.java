package plumbline.server.identity;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// The parts of identity and how they meet.
public final class IdentityModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {}
}
