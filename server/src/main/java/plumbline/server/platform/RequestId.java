package plumbline.server.platform;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// The id that joins a request's answer, its log lines and its journal entries.
public final class RequestId {
    private static final String KEY = "request";
    private static final SecureRandom random = new SecureRandom();

    private RequestId() {}

    /// The id of the request that this thread serves, or null outside of one.
    public static @Nullable String current() {
        return MDC.get(KEY);
    }

    /// Takes the caller's id when it is short and plain, else a fresh one, and answers it.
    public static String begin(@Nullable String offered) {
        var id = offered != null && offered.matches("[A-Za-z0-9._-]{8,64}") ? offered : fresh();
        MDC.put(KEY, id);
        return id;
    }

    public static void end() {
        MDC.remove(KEY);
    }

    private static String fresh() {
        var bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
