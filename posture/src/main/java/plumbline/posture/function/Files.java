package plumbline.posture.function;

import java.util.List;
import java.util.Optional;

/// The files that functions may see: those under the scanned path. Paths are as the configuration writes them; one
/// that leads elsewhere is refused with a `ValueError`.
public interface Files {
    /// The content, empty if there is no such file.
    Optional<byte[]> read(String path);

    /// Paths under `directory` that match a glob, relative to it, sorted.
    List<String> list(String directory, String pattern);
}
