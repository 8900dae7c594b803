package plumbline.server.control;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// The parts of control and how they meet.
public final class ControlModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {}
}
