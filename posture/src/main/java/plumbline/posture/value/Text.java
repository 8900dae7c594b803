package plumbline.posture.value;

import java.util.Set;

/// A text.
public record Text(String text) implements Value {
    @Override
    public boolean isKnown() {
        return true;
    }

    @Override
    public void collectReferences(Set<Reference> into) {}
}
