package plumbline.server.identity.passkey;

import java.net.URI;

/// Whom passkeys are for: the host that people reach us at, and the one origin that may ask for them.
///
/// @param id the host, by which devices file their keys
/// @param origin scheme, host and port, as browsers write it
/// @param usable whether browsers offer passkeys there: by a name and over TLS, or on this very machine
record PasskeySite(String id, String origin, boolean usable) {

    static PasskeySite of(String publicUrl) {
        var url = URI.create(publicUrl);
        var host = url.getHost() == null ? "" : url.getHost();
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        boolean local = host.equals("localhost") || host.endsWith(".localhost");
        boolean named = !host.isEmpty() && !host.startsWith("[") && !host.matches("[0-9.]+");
        return new PasskeySite(
                host, url.getScheme() + "://" + host + port, named && (local || "https".equals(url.getScheme())));
    }
}
