package plumbline.server.operation;

import java.util.List;
import java.util.Locale;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.OpenToAll;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Requires;
import plumbline.server.platform.Transactions;

/// Is it alive, is it ready, how does it fare.
@RestController
final class HealthApi {
    private static final Logger log = LoggerFactory.getLogger(HealthApi.class);

    private final Transactions transactions;
    private final List<Gauge> gauges;

    HealthApi(Transactions transactions, List<Gauge> gauges) {
        this.transactions = transactions;
        this.gauges = List.copyOf(gauges);
    }

    /// How the server is.
    record Health(String status) {}

    /// Whether the process answers at all: restart it when it does not.
    @GetMapping("/health/live")
    @OpenToAll("Says no more than that it answers")
    ResponseEntity<Health> live() {
        return up();
    }

    /// Whether requests can be served: send none while they cannot.
    @GetMapping("/health/ready")
    @OpenToAll("Says no more than up or not")
    ResponseEntity<Health> ready() {
        try {
            transactions.reach();
        } catch (DataAccessException unreachable) {
            log.warn("not ready: the database does not answer", unreachable);
            throw Problem.of(ProblemType.UNAVAILABLE, "The database does not answer.")
                    .exception();
        }
        return up();
    }

    /// Numbers for Prometheus.
    @GetMapping(path = "/metrics", produces = "text/plain; version=0.0.4; charset=utf-8")
    @Requires(Permission.METRICS_READ)
    String metrics() {
        var text = new StringBuilder();
        for (var gauge : gauges) {
            text.append("# HELP %s %s%n# TYPE %s gauge%n".formatted(gauge.name(), gauge.help(), gauge.name()))
                    .append(String.format(
                            Locale.ROOT, "%s %s%n", gauge.name(), gauge.value().getAsDouble()));
        }
        return text.toString();
    }

    private static ResponseEntity<Health> up() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Health("up"));
    }
}
