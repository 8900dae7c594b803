package plumbline.server.identity.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.identity.grant.Teams;
import plumbline.server.platform.Actor;

/// A group of five thousand.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimBigGroupTest {
    private static final int SIZE = 5000;

    private ServerFixture server;
    private TestApi directory;
    private long first;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        directory = server.token(Permission.SCIM_PROVISION);
        first = server.person(Role.EMPLOYEE).id() + 1;
        server.transactions()
                .run(tx -> tx.execute(
                        "insert into account (email, name, created_at) select 'm' || n || '@example.com', 'Member ' || n,"
                                + " now() from generate_series(1, {0}) n",
                        DSL.inline(SIZE)));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private List<Long> people() {
        return LongStream.range(first, first + SIZE).boxed().toList();
    }

    private static String members(List<Long> people) {
        return people.stream()
                .map(id -> "{\"value\":\"" + id + "\",\"display\":\"Member\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String group(String name, List<Long> people) {
        return "{\"displayName\":\"" + name + "\",\"members\":" + members(people) + "}";
    }

    private String made(String name) {
        return directory
                .post("/scim/v2/Groups", group(name, List.of()))
                .json()
                .get("id")
                .asString();
    }

    @Test
    void isFilledAndChangedByOneRequestEach() {
        var address = "/scim/v2/Groups/" + made("Everybody");

        var all = directory.put(address, group("Everybody", people()));
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.json().get("members")).hasSize(SIZE);

        var removals = people().stream()
                .limit(500)
                .map(id -> RfcExamples.removeMember(Long.toString(id)))
                .toArray(String[]::new);
        var fewer = directory.send("PATCH", address, RfcExamples.patch(removals));
        assertThat(fewer.json().get("members")).hasSize(SIZE - 500);
        var additions = people().stream()
                .limit(500)
                .map(id -> RfcExamples.addMember(Long.toString(id)))
                .toArray(String[]::new);
        assertThat(directory
                        .send("PATCH", address, RfcExamples.patch(additions))
                        .json()
                        .get("members"))
                .hasSize(SIZE);
        var again = directory.send(
                "PATCH",
                address,
                RfcExamples.patch("{\"op\":\"add\",\"path\":\"members\",\"value\":" + members(people()) + "}"));
        assertThat(again.json().get("members")).hasSize(SIZE);
        var reader = server.signIn(Role.ADMINISTRATOR);
        var page = reader.get("/settings/teams/" + address.substring(address.lastIndexOf('g') + 1))
                .text();
        assertThat(page).contains("m1@example.com", "Next page").doesNotContain("m4999@example.com");
        assertThat(directory
                        .get(address + "?excludedAttributes=members")
                        .json()
                        .get("displayName")
                        .asString())
                .isEqualTo("Everybody");
    }

    @Test
    void takesAsManyStatementsAsASmallOne() {
        long small = Long.parseLong(made("A few").substring(1));
        long big = Long.parseLong(made("Very many").substring(1));
        var few = Set.copyOf(people().subList(0, 3));
        var many = Set.copyOf(people());
        var administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.open("/settings/account");
        for (var team : List.of(small, big)) {
            assertThat(administrator
                            .post("/settings/teams/" + team + "/grants", "role", "approver")
                            .status())
                    .isEqualTo(303);
        }

        assertThat(statements(big, many)).isEqualTo(statements(small, few)).isBetween(5, 40);
        assertThat(statements(big, Set.of())).isEqualTo(statements(small, Set.of()));
        assertThat(directory.get("/scim/v2/Groups/g" + big).json().has("members"))
                .isFalse();
    }

    /// How many statements it takes to leave a team with exactly these.
    private int statements(long team, Set<Long> people) {
        var count = new AtomicInteger();
        var counter = new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                count.incrementAndGet();
            }
        };
        var teams = server.part(Teams.class);
        server.transactions().run(tx -> {
            var counted = tx.configuration()
                    .derive(new DefaultExecuteListenerProvider(counter))
                    .dsl();
            teams.fill(counted, Actor.SYSTEM, teams.find(counted, team).orElseThrow(), people);
        });
        return count.get();
    }
}
