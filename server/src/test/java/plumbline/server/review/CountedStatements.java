package plumbline.server.review;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import plumbline.server.platform.Transactions;

/// A way to the database that counts what it is asked.
final class CountedStatements {
    private final AtomicInteger count = new AtomicInteger();
    private final Transactions transactions;

    CountedStatements(DataSource source) {
        transactions = new Transactions(proxy(DataSource.class, source));
    }

    Transactions transactions() {
        return transactions;
    }

    int since(Runnable work) {
        int before = count.get();
        work.run();
        return count.get() - before;
    }

    private <T> T proxy(Class<T> type, T behind) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            || method.getName().equals("createStatement")) {
                        count.incrementAndGet();
                    }
                    try {
                        var answer = method.invoke(behind, arguments);
                        return answer instanceof Connection connection ? proxy(Connection.class, connection) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
