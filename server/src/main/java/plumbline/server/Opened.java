package plumbline.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this process has opened so far, ended in reverse order and once, at whatever moment that is asked for.
///
/// Whoever ends it while a part is still opening waits for that part, so nothing is left half open behind it.
final class Opened implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Opened.class);

    private final Deque<Runnable> endings = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean told;
    private boolean closed;

    /// Nothing more is opened, because the process is ending.
    static final class Ending extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ending() {
            super("the process is ending");
        }
    }

    /// Ends it all when the process is told to end as well: by a terminal, an init system, a container's runtime.
    static Opened untilExit() {
        var opened = new Opened();
        Runtime.getRuntime().addShutdownHook(new Thread(opened::told, "ending"));
        return opened;
    }

    /// Opens the next part.
    ///
    /// @throws Ending when it is too late for that
    synchronized <T> T open(Supplier<T> opening, Consumer<? super T> end) {
        if (told || closed) {
            throw new Ending();
        }
        var part = opening.get();
        endings.push(() -> end.accept(part));
        return part;
    }

    /// Whether the process was told to end: what fails from then on fails because of it.
    boolean isTold() {
        return told;
    }

    private void told() {
        told = true;
        close();
    }

    /// Waits until it is all ended, by another thread.
    void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!endings.isEmpty()) {
            end(endings.pop());
        }
        ended.countDown();
    }

    /// One part that cannot end does not keep the others from ending.
    private static void end(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            log.warn("A part of the server did not end cleanly", e);
        }
    }
}
