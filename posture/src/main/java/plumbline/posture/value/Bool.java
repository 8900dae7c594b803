package plumbline.posture.value;

import java.util.Set;

/// True or false.
public record Bool(boolean value) implements Value {
    public static final Bool TRUE = new Bool(true);
    public static final Bool FALSE = new Bool(false);

    @Override
    public boolean isKnown() {
        return true;
    }

    @Override
    public void collectReferences(Set<Reference> into) {}
}
