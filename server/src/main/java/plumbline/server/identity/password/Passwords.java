package plumbline.server.identity.password;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;

/// Hashes passwords with Argon2id: 19 MiB, two passes, one lane. No more than a few at a time, for each takes its
/// memory and somebody who tries many must not take the server's.
///
/// Keyboards write the same character in several ways, so it is the normal form (NFKC) that is hashed.
public final class Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;

    private final PasswordEncoder encoder = new Argon2Password4jPasswordEncoder(
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID));
    private final Semaphore places =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));
    private final String nobodysHash = encoder.encode("nobody has this password");

    public String hash(String password) {
        places.acquireUninterruptibly();
        try {
            return encoder.encode(normal(password));
        } finally {
            places.release();
        }
    }

    /// Whether the password is the one that was hashed. Without a hash the work is the same and the answer no, so that
    /// the time taken does not tell whether an account exists.
    public boolean matches(String password, @Nullable String hash) {
        places.acquireUninterruptibly();
        try {
            return encoder.matches(normal(password), hash == null ? nobodysHash : hash) && hash != null;
        } finally {
            places.release();
        }
    }

    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
