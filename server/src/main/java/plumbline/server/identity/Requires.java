package plumbline.server.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The permission without which a page or endpoint is refused.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
    Permission value();

    /// Whether the handler keeps to [Principal#scope] of this permission. Whoever has it on some cloud services only is
    /// refused where it does not.
    boolean scoped() default false;
}
