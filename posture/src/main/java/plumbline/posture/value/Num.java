package plumbline.posture.value;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/// A number, exact to 154 digits as the language asks. Equal numbers are equal whatever their scale: 1.0 is 1.
public record Num(BigDecimal number) implements Value {
    private static final int LONGEST = 1_000;

    public Num {
        number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    /// Reads decimal digits with an optional sign, fraction and exponent; anything else is not a number.
    public static Optional<Num> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !plausible(text)) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return number.precision() - (long) number.scale() > LONGEST || number.scale() > LONGEST
                    ? Optional.empty()
                    : Optional.of(new Num(number));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static boolean plausible(String text) {
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        return (first == '-' || (first >= '0' && first <= '9')) && last >= '0' && last <= '9';
    }

    /// The number as the language writes it into a text: plain digits, no exponent.
    public String text() {
        return number.toPlainString();
    }

    /// Whether it has no fraction.
    public boolean isWhole() {
        return number.scale() <= 0;
    }

    @Override
    public boolean isKnown() {
        return true;
    }

    @Override
    public void collectReferences(Set<Reference> into) {}
}
