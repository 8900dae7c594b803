package plumbline.server.operation;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Answers;
import plumbline.server.api.Idempotency;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.JobDesk;
import plumbline.server.templates.Templates;

/// The parts that operators use.
public final class OperationModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        gauge(
                registry,
                "process_uptime_seconds",
                "Seconds since the start",
                () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
        gauge(
                registry,
                "jvm_memory_used_bytes",
                "Heap in use",
                () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        gauge(
                registry,
                "jvm_threads_current",
                "Platform threads",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        registry.registerBean(
                Gauge.class,
                spec -> spec.supplier(context -> {
                    var data = context.bean(DataSource.class);
                    return new Gauge(
                            "plumbline_database_connections_used",
                            "Connections to the database that work now",
                            () -> data instanceof HikariDataSource pool && pool.getHikariPoolMXBean() != null
                                    ? pool.getHikariPoolMXBean().getActiveConnections()
                                    : Double.NaN);
                }));
        registry.registerBean(
                HealthApi.class,
                spec -> spec.supplier(context -> new HealthApi(
                        context.bean(Transactions.class),
                        context.beanProvider(Gauge.class).stream().toList())));
        registry.registerBean(
                ErrorPages.class, spec -> spec.supplier(context -> new ErrorPages(context.bean(Answers.class))));
        registry.registerBean(DocumentApi.class, spec -> spec.supplier(context -> new DocumentApi()));
        registry.registerBean(
                ProblemPages.class, spec -> spec.supplier(context -> new ProblemPages(context.bean(Templates.class))));
        registry.registerBean(
                JobPages.class,
                spec -> spec.supplier(
                        context -> new JobPages(context.bean(JobDesk.class), context.bean(Templates.class))));
        registry.registerBean(
                JobApi.class,
                spec -> spec.supplier(
                        context -> new JobApi(context.bean(JobDesk.class), context.bean(Idempotency.class))));
        registry.registerBean(
                RecurringJobApi.class,
                spec -> spec.supplier(context -> new RecurringJobApi(context.bean(JobDesk.class))));
    }

    private static void gauge(BeanRegistry registry, String name, String help, DoubleSupplier value) {
        registry.registerBean(Gauge.class, spec -> spec.supplier(context -> new Gauge(name, help, value)));
    }
}
