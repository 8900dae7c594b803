package plumbline.server.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The handler shows one record, or hands it out. When an auditor opens it, the journal says so.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OpensRecord {
    /// The kind of record, in the journal's words; its id is what the address names. `list` for what gathers many.
    String value();
}
