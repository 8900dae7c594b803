package plumbline.server.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A page or endpoint for whoever signed in or sent a good token, whatever else they may do, and why.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenToSignedIn {
    /// The reason, for whoever reviews it.
    String value();
}
