package plumbline.server.platform.outgoing;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/// The one sender of outgoing requests.
public final class OutgoingModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        var allowed = environment.getProperty("PLUMBLINE_OUTGOING_ALLOW");
        registry.registerBean(Outgoing.class, spec -> spec.supplier(context -> Outgoing.open(allowed)));
    }
}
