package plumbline.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Decoding with one accepted spelling for each value, so that no changed byte of a text goes unnoticed.
public final class StrictText {
    private static final int MAX_DECIMAL_DIGITS = 19;

    private StrictText() {}

    /// Standard base64 with padding and no stray bits.
    public static byte[] base64(String text, Refusal refusal) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (base64(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new VerificationException(refusal, "not base64: " + excerpt(text), e);
        }
        throw new VerificationException(refusal, "not canonical base64: " + excerpt(text));
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// ASCII decimal without leading zeros or sign, at most 2^63 - 1.
    public static long decimal(String text, Refusal refusal) {
        boolean digits = !text.isEmpty()
                && text.length() <= MAX_DECIMAL_DIGITS
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || (text.length() > 1 && text.charAt(0) == '0')) {
            throw new VerificationException(refusal, "not a decimal number: " + excerpt(text));
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new VerificationException(refusal, "number too large: " + text, e);
        }
    }

    public static String utf8(byte[] bytes, Refusal refusal) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new VerificationException(refusal, "not valid UTF-8", e);
        }
    }

    /// A short, printable piece of what may be hostile text, in quotes, for messages.
    public static String excerpt(String text) {
        StringBuilder printable = new StringBuilder("\"");
        text.codePoints()
                .limit(80)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(printable::appendCodePoint);
        return printable.append(text.length() > 80 ? "...\"" : "\"").toString();
    }
}
