package plumbline.server.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/// The way to the database. A change, its journal entry and whatever follows from it happen in one [#run].
public final class Transactions {
    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private static final Object AFTERWARDS = new Object();

    private final DSLContext database;

    public Transactions(DataSource dataSource) {
        var settings = new Settings()
                .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
                .withRenderSchema(false)
                .withExecuteLogging(false);
        this.database = DSL.using(dataSource, SQLDialect.POSTGRES, settings);
    }

    /// Runs the work in one transaction: all of it is kept, or, when it throws, none.
    public <T> T get(Function<DSLContext, T> work) {
        var afterwards = new ArrayList<Runnable>();
        T result = database.transactionResult(configuration -> {
            configuration.data(AFTERWARDS, afterwards);
            return work.apply(configuration.dsl());
        });
        afterwards.forEach(Runnable::run);
        return result;
    }

    /// As [#get], for work that has nothing to answer.
    public void run(Consumer<DSLContext> work) {
        get(tx -> {
            work.accept(tx);
            return tx;
        });
    }

    /// Does something once this transaction is through, and not if it is undone. For hints only: a process that dies
    /// at that moment does not do it.
    public static void afterCommit(DSLContext tx, Runnable action) {
        if (!(tx.data(AFTERWARDS) instanceof List<?> afterwards)) {
            throw new IllegalArgumentException("the context must be of a running transaction, but is not");
        }
        @SuppressWarnings("unchecked")
        var actions = (List<Runnable>) afterwards;
        actions.add(action);
    }

    /// Asks the database for an answer, and throws when there is none.
    public void reach() {
        database.fetchValue("select 1");
    }

    /// For reading, each statement by itself.
    public DSLContext reading() {
        return database;
    }
}
