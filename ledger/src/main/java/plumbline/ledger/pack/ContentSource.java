package plumbline.ledger.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Content that can be read more than once: a pack measures all of it before it writes any.
@FunctionalInterface
public interface ContentSource {
    InputStream open() throws IOException;

    static ContentSource of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return () -> new ByteArrayInputStream(copy);
    }
}
