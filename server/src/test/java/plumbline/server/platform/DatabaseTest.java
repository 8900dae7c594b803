package plumbline.server.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import plumbline.testkit.TestPostgres;

class DatabaseTest {

    @Test
    void refusesADatabaseThatANewerPlumblineWrote() throws SQLException {
        var url = TestPostgres.empty();
        Database.at(url, url).close();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into flyway_schema_history
                        (installed_rank, version, description, type, script, installed_by, execution_time, success)
                    values (1000, '29991231235959', 'from the future', 'SQL', 'V.sql', 'ada', 1, true)
                    """);
        }

        assertThatThrownBy(() -> Database.at(url, url))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("written by a newer Plumbline (it has migration 29991231235959)")
                .hasMessageContaining("start that version, or restore a backup");
    }
}
