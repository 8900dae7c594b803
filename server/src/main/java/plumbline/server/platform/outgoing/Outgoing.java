package plumbline.server.platform.outgoing;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Sends requests to others, if the rules let them go there. Used by all areas, and the only sender there is.
public final class Outgoing implements AutoCloseable {
    private final Destinations destinations;
    private final Wire wire;

    Outgoing(Destinations destinations, Wire wire) {
        this.destinations = destinations;
        this.wire = wire;
    }

    /// A sender for addresses that people typed.
    ///
    /// @param allowed the text of `PLUMBLINE_OUTGOING_ALLOW`, or null
    public static Outgoing open(@Nullable String allowed) {
        return open(Allowance.parse(allowed), InetAddress::getAllByName, null);
    }

    static Outgoing open(Allowance allowance, Destinations.Resolver resolver, @Nullable SSLContext tls) {
        return new Outgoing(new Destinations(allowance, resolver), new Wire(tls));
    }

    /// The same sender for addresses that the operator wrote into the configuration: that allows
    /// them. Redirects are not followed here either, and time and size are bounded.
    public Outgoing toConfigured() {
        return new Outgoing(new Destinations(Allowance.EVERYTHING, InetAddress::getAllByName), wire);
    }

    /// What is wrong with an address as it is written, for the field in which it was typed; empty
    /// if nothing is. Where a name leads is judged when something is sent, because it may lead
    /// elsewhere by then.
    public Optional<String> complaint(String address) {
        return destinations.complaint(address);
    }

    /// Sends one request and waits for the answer. Takes no longer than its limit, and a little for the name.
    public Sent send(OutgoingRequest request) {
        return switch (destinations.judge(request.address())) {
            case Destinations.Judged.Unfit(var why) -> new Sent.Refused(why);
            case Destinations.Judged.Unknown(var host) ->
                new Sent.Failed("the host name " + host + " is unknown", Duration.ZERO);
            case Destinations.Judged.Fit fit -> wire.exchange(fit, request);
        };
    }

    @Override
    public void close() {
        wire.close();
    }
}
