package plumbline.server.identity.factor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import plumbline.server.identity.Secrets;

/// Codes to write down for the day on which the app is gone: ten, each good for one sign-in, 80 random bits each.
final class RecoveryCode {
    private static final int COUNT = 10;
    private static final int BYTES = 10;
    private static final int GROUP = 4;
    private static final int LETTERS = 16;

    private RecoveryCode() {}

    static List<String> fresh() {
        return Stream.generate(() -> grouped(Base32.encode(Arrays.copyOf(Secrets.bytes(), BYTES))))
                .limit(COUNT)
                .toList();
    }

    private static String grouped(String letters) {
        var text = new StringBuilder(letters);
        for (int i = LETTERS - GROUP; i > 0; i -= GROUP) {
            text.insert(i, '-');
        }
        return text.toString();
    }

    /// Whether this is how such a code looks, written in whatever groups.
    static boolean looksLike(String typed) {
        return plain(typed).matches("[A-Z2-7]{" + LETTERS + "}");
    }

    static byte[] hash(String typed) {
        return Secrets.hash(plain(typed));
    }

    private static String plain(String typed) {
        return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
