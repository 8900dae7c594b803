package plumbline.server.identity.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import plumbline.server.identity.Secrets;

/// A secret as its holder sees it: `plb_`, 256 random bits in letters and digits, and a checksum, so that secret
/// scanners recognise it and a mistyped one is told apart without asking the database.
///
/// @param text the whole secret; never stored, never logged
record TokenText(String text) {
    static final String PREFIX = "plb_";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SECRET_LENGTH = 43;
    private static final int CHECK_LENGTH = 6;

    static TokenText fresh() {
        var secret = PREFIX + digits(new BigInteger(1, Secrets.bytes()), SECRET_LENGTH);
        return new TokenText(secret + checksum(secret));
    }

    /// The token, if the text has the form of one.
    static Optional<TokenText> parse(String text) {
        int length = PREFIX.length() + SECRET_LENGTH + CHECK_LENGTH;
        if (text.length() != length || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var secret = text.substring(0, length - CHECK_LENGTH);
        return checksum(secret).equals(text.substring(length - CHECK_LENGTH))
                ? Optional.of(new TokenText(text))
                : Optional.empty();
    }

    /// What is stored and looked up. The secret is random, so a fast hash does.
    byte[] hash() {
        return Secrets.hash(text);
    }

    /// Its last letters, by which its holder tells it from others.
    String hint() {
        return text.substring(text.length() - 4);
    }

    private static String checksum(String secret) {
        var crc = new CRC32();
        crc.update(secret.getBytes(StandardCharsets.US_ASCII));
        return digits(BigInteger.valueOf(crc.getValue()), CHECK_LENGTH);
    }

    private static String digits(BigInteger number, int length) {
        var text = new StringBuilder();
        var rest = number;
        var base = BigInteger.valueOf(DIGITS.length());
        for (int i = 0; i < length; i++) {
            var parts = rest.divideAndRemainder(base);
            text.append(DIGITS.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return text.reverse().toString();
    }

    @Override
    public String toString() {
        return PREFIX + "…" + hint();
    }
}
