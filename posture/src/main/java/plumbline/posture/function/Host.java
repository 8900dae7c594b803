package plumbline.posture.function;

import java.util.List;
import java.util.Optional;

/// What functions need from outside: the files under the scanned path, and somebody who counts their work. Paths are
/// as the configuration writes them; one that leads elsewhere is refused with a `ValueError`.
public interface Host {
    /// The content, empty if there is no such file.
    Optional<byte[]> read(String path);

    /// Paths under `directory` that match a glob, relative to it, sorted.
    List<String> list(String directory, String pattern);

    /// Takes note of work beyond a single step; stops the evaluation when too much was done.
    void charge(long work);
}
