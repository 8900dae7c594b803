package plumbline.posture.value;

import java.util.Set;

/// Nothing given.
public enum Null implements Value {
    NULL;

    @Override
    public boolean isKnown() {
        return true;
    }

    @Override
    public void collectReferences(Set<Reference> into) {}
}
