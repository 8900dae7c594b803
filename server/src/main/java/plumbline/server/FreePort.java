package plumbline.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import plumbline.server.platform.Settings;
import plumbline.server.platform.StartFailure;

/// Asks for the port before anything is started, so that the usual refusal comes at once.
final class FreePort {
    private FreePort() {}

    /// @throws StartFailure when the server could not listen there
    static void require(Settings settings) {
        var address = new InetSocketAddress(settings.bind(), settings.port());
        if (address.isUnresolved()) {
            throw new StartFailure("PLUMBLINE_BIND must be an address of this machine, but is \"" + settings.bind()
                    + "\": 127.0.0.1 for this machine alone, 0.0.0.0 for all networks.");
        }
        try (var socket = new ServerSocket()) {
            socket.bind(address);
        } catch (IOException e) {
            throw refused(settings, String.valueOf(e.getMessage()), e);
        }
    }

    static StartFailure taken(int port, Exception cause) {
        return new StartFailure("Port " + port + " is taken: stop what uses it, or set PLUMBLINE_PORT.", cause);
    }

    private static StartFailure refused(Settings settings, String reason, IOException cause) {
        if (reason.contains("in use")) {
            return taken(settings.port(), cause);
        }
        return new StartFailure(
                "Nothing can listen on " + settings.bind() + ", port " + settings.port() + " (" + reason
                        + "): set PLUMBLINE_BIND to an address of this machine, PLUMBLINE_PORT to a port from 1024 on.",
                cause);
    }
}
