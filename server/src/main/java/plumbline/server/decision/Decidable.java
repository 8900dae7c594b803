package plumbline.server.decision;

import org.jooq.DSLContext;

/// A kind of object that is decided on: implemented as a bean by the area that owns it.
public interface Decidable {

    /// The kind, as in the subject of the object's journal entries.
    String kind();

    /// Acts on an outcome in the transaction that brought it: what this writes is kept together with it, or not at all.
    /// The object's row of decisions is locked by then, so an area that locks rows of its own before
    /// [Decisions#changed] calls [Decisions#hold] first.
    void decided(DSLContext transaction, Outcome outcome);
}
