package plumbline.server.web;

import java.io.Serializable;

/// The message that the next page shows once, after a form did its work.
public record Flash(State.Kind kind, String text) implements Serializable {

    static final String ATTRIBUTE = "plumbline.flash";

    public static Flash done(String text) {
        return new Flash(State.Kind.PASS, text);
    }

    public static Flash attention(String text) {
        return new Flash(State.Kind.WAIT, text);
    }

    public static Flash failed(String text) {
        return new Flash(State.Kind.FAIL, text);
    }
}
