package plumbline.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.IdentityModule;
import plumbline.server.identity.Permission;
import plumbline.server.platform.Database;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;

/// What a request pays to know what somebody may do, at most: the statement that reads what they hold by themselves
/// and through their teams, its evaluation, and the question whether that reaches one service. Requests of a browser
/// are spared the statement until some right changes. In this process, on the server's own database.
///
/// The person holds 20 roles, 10 of their own and 2 through each of 5 teams, on 25 services; the organisation has 200.
final class RightsCheck implements AutoCloseable {
    private static final String MARK = "rights-check";
    private static final int WARM_UP = 5_000;
    private static final int TIMES = 5_000;

    private final Connection owner;
    private final Database database;
    private final Transactions transactions;
    private final Accounts accounts;

    RightsCheck(Path home) throws IOException, SQLException {
        Settings settings = new Settings(home, 0, "127.0.0.1", "http://localhost", Optional.empty());
        this.owner = Rows.connect(home);
        this.database = Database.join(settings);
        this.transactions = new Transactions(database.dataSource());
        this.accounts = IdentityModule.accounts(database, settings, InstantSource.system(), List.of());
    }

    /// What it takes, and what reading nothing but the account's row does.
    record Costs(Spread rights, Spread account) {}

    Costs measure() throws SQLException {
        remove();
        long person = insert();
        try {
            List<Long> rights = new ArrayList<>();
            List<Long> account = new ArrayList<>();
            for (int i = 0; i < WARM_UP + TIMES; i++) {
                long begun = System.nanoTime();
                if (!rights(person)) {
                    throw new IllegalStateException("the person must have the right, but does not");
                }
                long asked = System.nanoTime();
                transactions.reading().fetchSingle("select * from account where id = ?", person);
                long read = System.nanoTime();
                if (i >= WARM_UP) {
                    rights.add(asked - begun);
                    account.add(read - asked);
                }
            }
            return new Costs(Spread.of(rights), Spread.of(account));
        } finally {
            remove();
        }
    }

    private boolean rights(long person) {
        return accounts.rights(transactions.reading(), person)
                .filter(principal -> principal.may(Permission.FINDING_READ)
                        && !principal.scope(Permission.FINDING_READ).isNowhere())
                .isPresent();
    }

    private long insert() throws SQLException {
        run("insert into account (email, name, created_at) select '" + MARK + "-' || n || '@plumbline.example',"
                + " 'Rights ' || n, now() from generate_series(1, 37) n");
        run("insert into team (name, created_at) select '" + MARK + " ' || n, now() from generate_series(1, 5) n");
        String person = "(select id from account where email = '" + MARK + "-1@plumbline.example')";
        String services =
                "(select array_agg(id) from (select id from cloud_service order by id offset (n * 2) % 25 limit 5) s)";
        run("insert into team_member (team_id, account_id, joined_at) select id, " + person
                + ", now() from team where name like '" + MARK + " %'");
        run("insert into role_grant (team_id, role, service_ids, created_at) select t.id,"
                + " (array['engineer', 'control owner'])[n], " + services
                + ", now() from team t, generate_series(1, 2) n where t.name like '" + MARK + " %'");
        run("insert into role_grant (account_id, role, service_ids, created_at) select " + person
                + ", (array['engineer', 'control owner', 'approver'])[1 + n % 3], " + services
                + ", now() from generate_series(1, 10) n");
        run("insert into role_grant (account_id, role, service_ids, created_at) select a.id,"
                + " (array['engineer', 'control owner', 'approver'])[1 + n % 3], " + services
                + ", now() from account a, generate_series(1, 5) n where a.email like '" + MARK
                + "-%' and a.id <> " + person);
        run("analyze account, team, team_member, role_grant");
        try (var statement = owner.createStatement();
                var found = statement.executeQuery("select " + person)) {
            found.next();
            return found.getLong(1);
        }
    }

    private void remove() throws SQLException {
        run("delete from team where name like '" + MARK + " %'");
        run("delete from account where email like '" + MARK + "-%'");
    }

    private void run(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
        owner.close();
    }
}
