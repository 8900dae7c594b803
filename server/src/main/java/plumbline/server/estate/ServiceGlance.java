package plumbline.server.estate;

import java.util.Optional;
import plumbline.server.identity.Principal;
import plumbline.server.web.State;

/// What an area above says about a service on the service's page, without the register knowing that area. A bean.
@FunctionalInterface
public interface ServiceGlance {

    /// Empty where the reader may not see it.
    Optional<Glance> of(Principal principal, CloudService service);

    /// One row: what it is about, how that stands, in words, and where to look.
    ///
    /// @param order its place among the rows, as in the rail
    record Glance(int order, String label, State state, String words, String href) {}
}
