package plumbline.server;

import java.util.Map;
import plumbline.server.platform.Settings;

/// What Spring is told: decided here, so that no properties file decides elsewhere.
final class Defaults {
    private Defaults() {}

    static Map<String, Object> properties(Settings settings) {
        boolean https = settings.publicUrl().startsWith("https:");
        return Map.ofEntries(
                Map.entry("server.port", settings.port()),
                Map.entry("server.address", settings.bind()),
                Map.entry("server.shutdown", "graceful"),
                Map.entry("server.error.include-message", "never"),
                Map.entry("server.servlet.session.timeout", "12h"),
                Map.entry("server.servlet.session.cookie.name", https ? "__Host-plumbline" : "plumbline"),
                Map.entry("server.servlet.session.cookie.same-site", "lax"),
                Map.entry("server.servlet.session.cookie.http-only", true),
                Map.entry("server.servlet.session.cookie.secure", https),
                Map.entry("server.servlet.session.cookie.path", "/"),
                Map.entry("server.tomcat.max-http-form-post-size", "1MB"),
                // BodyLimitFilter decides how large a form may be.
                Map.entry("spring.servlet.multipart.max-file-size", "-1"),
                Map.entry("spring.servlet.multipart.max-request-size", "-1"),
                Map.entry("server.tomcat.connection-timeout", "10s"),
                Map.entry("server.tomcat.keep-alive-timeout", "30s"),
                Map.entry("server.tomcat.max-connections", 4096),
                Map.entry("server.tomcat.max-keep-alive-requests", 10_000),
                Map.entry("server.compression.enabled", true),
                Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "10s"),
                Map.entry("spring.threads.virtual.enabled", true),
                Map.entry("spring.flyway.enabled", false),
                Map.entry("spring.session.jdbc.initialize-schema", "never"),
                // LeftoverSweep does it, with the rest.
                Map.entry("spring.session.jdbc.cleanup-cron", "-"),
                // Nobody listens to these events, and each would open the session to name it.
                Map.entry("spring.mvc.publish-request-handled-events", false),
                Map.entry("spring.web.resources.cache.cachecontrol.max-age", "365d"),
                Map.entry("spring.web.resources.chain.strategy.content.enabled", true),
                Map.entry("spring.main.log-startup-info", false));
    }
}
