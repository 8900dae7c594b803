package plumbline.server.finding;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// The parts of finding and how they meet.
public final class FindingModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {}
}
