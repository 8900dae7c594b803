package plumbline.server.web;

import java.util.List;

/// Who looks at a page, as far as the frame must know. The signed-in principal implements it.
public interface Visitor {

    String name();

    String initials();

    /// The roles as words for people, most powerful first.
    List<String> roles();

    boolean may(String permission);
}
