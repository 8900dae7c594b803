import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/// Migrates a throw-away PostgreSQL and writes the jOOQ classes of what came out.
///
/// Arguments: folder of migrations, folder for the sources. Does nothing when neither the migrations nor this program
/// have changed since the last run, which a digest beside the sources remembers.
public final class GenerateSchema {
    private GenerateSchema() {}

    public static void main(String[] args) throws Exception {
        var migrations = Path.of(args[0]);
        var sources = Path.of(args[1]);
        var stamp = sources.resolveSibling("jooq.sha256");
        var digest = digest(migrations);
        if (Files.exists(stamp) && Files.readString(stamp).equals(digest)) {
            return;
        }
        try (var postgres = EmbeddedPostgres.builder().start()) {
            Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .locations("filesystem:" + migrations)
                    .load()
                    .migrate();
            generate(postgres.getJdbcUrl("postgres", "postgres"), sources);
        }
        Files.writeString(stamp, digest);
    }

    private static void generate(String url, Path sources) throws Exception {
        // The database answers with microseconds in UTC; a Java Instant is what they are.
        var instants = new ForcedType().withName("INSTANT").withIncludeTypes("(?i:timestamptz|timestamp with time zone)");
        var database = new Database()
                .withName("org.jooq.meta.postgres.PostgresDatabase")
                .withInputSchema("public")
                .withExcludes("flyway_schema_history|spring_session.*")
                .withIncludeRoutines(false)
                .withForcedTypes(instants);
        var generator = new Generator()
                .withDatabase(database)
                .withGenerate(new Generate().withGlobalObjectReferences(true).withComments(false))
                .withTarget(new Target()
                        .withPackageName("plumbline.schema")
                        .withDirectory(sources.toString()));
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new org.jooq.meta.jaxb.Jdbc()
                        .withDriver("org.postgresql.Driver")
                        .withUrl(url)
                        .withUser("postgres"))
                .withGenerator(generator));
    }

    private static String digest(Path migrations) throws Exception {
        var sha256 = MessageDigest.getInstance("SHA-256");
        for (var file : files(migrations)) {
            sha256.update(migrations.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            sha256.update(Files.readAllBytes(file));
        }
        try (var self = GenerateSchema.class.getResourceAsStream("GenerateSchema.class")) {
            if (self != null) {
                sha256.update(self.readAllBytes());
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
