package plumbline.server.platform;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What every page asks for and hardly ever changes: asked for anew only when the last answer is some seconds old, or
/// when this process changed it. Another process sees a change after that many seconds.
public final class Lately<T> {
    private final Supplier<T> source;
    private final long life;
    private final LongSupplier nanos;
    private @Nullable Answer<T> last;
    private int forgotten;

    private record Answer<T>(T value, long at) {}

    public Lately(Duration life, Supplier<T> source) {
        this(life, source, System::nanoTime);
    }

    Lately(Duration life, Supplier<T> source, LongSupplier nanos) {
        this.source = source;
        this.life = life.toNanos();
        this.nanos = nanos;
    }

    /// The last answer, or a new one; the source is asked outside of any lock.
    public T get() {
        int before;
        long now = nanos.getAsLong();
        synchronized (this) {
            if (last != null && now - last.at() < life) {
                return last.value();
            }
            before = forgotten;
        }
        var value = source.get();
        synchronized (this) {
            if (before == forgotten) {
                last = new Answer<>(value, now);
            }
        }
        return value;
    }

    /// Has the source asked anew, also by whoever is asking it now.
    public synchronized void forget() {
        forgotten++;
        last = null;
    }
}
