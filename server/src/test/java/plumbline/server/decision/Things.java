package plumbline.server.decision;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonString;
import plumbline.server.decision.matter.ContentHash;
import plumbline.server.decision.matter.ObjectVersion;
import plumbline.server.decision.matter.Party;
import plumbline.server.decision.matter.Presentation;
import plumbline.server.decision.matter.Step;
import plumbline.server.decision.matter.VersionChange;
import plumbline.server.identity.Permission;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Subject;

/// An area of tests: things with a text that is edited and decided on, in a table of their own.
final class Things implements Decidable {
    static final String KIND = "thing";

    private final Decisions decisions;
    final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    final Queue<String> violations = new ConcurrentLinkedQueue<>();

    Things(Decisions decisions) {
        this.decisions = decisions;
    }

    /// A thing as it stands.
    record Thing(String id, int version, String text) {
        ObjectVersion object() {
            return new ObjectVersion(subject(id), version, ContentHash.of(new JsonString(text)));
        }
    }

    /// Makes the table, as the owner of the database.
    static void table(String url) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("create table thing (id text primary key, version int, text text, approved int)");
            statement.execute("create table thing_version (id text, version int, text text)");
            statement.execute("grant all on thing, thing_version to plumbline_app");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Subject subject(String id) {
        return Subject.of(KIND, id);
    }

    Thing create(DSLContext tx, String id, String text) {
        tx.execute("insert into thing values (?, 1, ?, 0)", id, text);
        tx.execute("insert into thing_version values (?, 1, ?)", id, text);
        return new Thing(id, 1, text);
    }

    static Thing read(DSLContext tx, String id) {
        var row = tx.fetchSingle("select version, text from thing where id = ?", id);
        return new Thing(id, row.get(0, Integer.class), row.get(1, String.class));
    }

    static String textOf(DSLContext tx, String id, int version) {
        return tx.fetchSingle("select text from thing_version where id = ? and version = ?", id, version)
                .get(0, String.class);
    }

    /// Edits as an area does: it holds the object, changes its own rows, and says so, in one transaction.
    Thing edit(DSLContext tx, Actor actor, String id, String text) {
        decisions.hold(tx, subject(id));
        var before = read(tx, id);
        var after = new Thing(id, before.version() + 1, text);
        tx.execute("update thing set version = ?, text = ? where id = ?", after.version(), text, id);
        tx.execute("insert into thing_version values (?, ?, ?)", id, after.version(), text);
        decisions.changed(tx, actor, after.object(), List.of(new VersionChange("text", before.text(), text)));
        return after;
    }

    Decision open(DSLContext tx, Actor requester, Collection<Actor> authors, String id, List<Step> steps) {
        return open(tx, requester, authors, id, steps, null);
    }

    Decision open(
            DSLContext tx,
            Actor requester,
            Collection<Actor> authors,
            String id,
            List<Step> steps,
            @Nullable Instant expiresAt) {
        decisions.hold(tx, subject(id));
        var thing = read(tx, id);
        return decisions.open(
                tx,
                requester,
                new NewDecision(
                        thing.object(),
                        new Presentation(
                                "Thing " + id,
                                "/things/" + id,
                                Permission.CONTROL_READ,
                                List.of(new VersionChange("text", "", thing.text()))),
                        Party.all(requester, authors, List.of()),
                        steps,
                        id.startsWith("lasting"),
                        expiresAt));
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// Keeps what was approved, and notes when it is not what stands here at this moment.
    @Override
    public void decided(DSLContext tx, Outcome outcome) {
        outcomes.add(outcome);
        var object = outcome.decision().object();
        var id = object.subject().id();
        if (outcome.decision().state().approves() && outcome.before() == DecisionState.OPEN) {
            var now = read(tx, id);
            if (!now.object().equals(object)) {
                violations.add("approved " + object + ", but the thing is " + now);
            }
            tx.execute("update thing set approved = ? where id = ?", object.version(), id);
        }
    }
}
