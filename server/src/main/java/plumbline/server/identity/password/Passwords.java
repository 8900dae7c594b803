package plumbline.server.identity.password;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemException;
import plumbline.server.api.ProblemType;

/// Hashes passwords with Argon2id: 19 MiB, two passes, one lane. No more than a few at a time, for each takes its
/// memory and somebody who tries many must not take the server's. Whoever comes waits in turn, and
/// not for long.
///
/// Keyboards write the same character in several ways, so it is the normal form (NFKC) that is hashed.
public final class Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final PasswordEncoder encoder = new Argon2Password4jPasswordEncoder(
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID));
    private final Semaphore places;
    private final Duration patience;
    private final String nobodysHash = encoder.encode("nobody has this password");

    public Passwords() {
        this(Math.max(2, Runtime.getRuntime().availableProcessors()), Duration.ofSeconds(3));
    }

    Passwords(int places, Duration patience) {
        this.places = new Semaphore(places, true);
        this.patience = patience;
    }

    /// What to keep of a password.
    ///
    /// @throws ProblemException when too many passwords are being checked
    public String hash(String password) {
        return inTurn(() -> encoder.encode(normal(password)));
    }

    /// Whether the password is the one that was hashed. Without a hash the work is the same and the answer no, so that
    /// the time taken does not tell whether an account exists.
    ///
    /// @throws ProblemException when too many passwords are being checked
    public boolean matches(String password, @Nullable String hash) {
        return inTurn(() -> encoder.matches(normal(password), hash == null ? nobodysHash : hash)) && hash != null;
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!enter()) {
            throw Problem.of(ProblemType.UNAVAILABLE, "Many are signing in at this moment: try again in a few seconds.")
                    .retryAfter(PAUSE)
                    .exception();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean enter() {
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
