package plumbline.server.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The bodies of evidence by their digest, each written once and never changed.
///
/// A body is put before the transaction that refers to it, so a record never points at nothing; what a failed
/// transaction leaves behind is a body that nobody names.
public interface BodyStore {

    /// Keeps the content durably and answers its name. The same content is kept once.
    ///
    /// @param limit most bytes to take
    /// @throws BodyException of reason `TOO_LARGE` when there are more; nothing is kept then
    default Body put(InputStream content, long limit) {
        return put(content::transferTo, limit);
    }

    /// As above, for content that is made while it is kept.
    default Body put(Content content, long limit) {
        try (var staged = stage(content, limit)) {
            staged.keep();
            return staged.body();
        }
    }

    /// Takes the content in and gives it no name yet: for a sender who may turn out not to be
    /// allowed. Closing it removes what was not kept.
    ///
    /// @throws BodyException of reason `TOO_LARGE` when there is more than the limit
    Staged stage(Content content, long limit);

    default Body put(byte[] content) {
        return put(new ByteArrayInputStream(content), content.length);
    }

    /// The body, after its bytes were compared with their digest.
    ///
    /// @throws BodyException of reason `MISSING` or `CORRUPT`
    InputStream open(ContentDigest digest);

    /// As [#open], in memory.
    byte[] read(ContentDigest digest);

    /// Content that writes itself, once.
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Content that was taken in and digested.
    interface Staged extends AutoCloseable {
        Body body();

        /// Keeps it durably under its name.
        void keep();

        @Override
        void close();
    }

    /// A body that is kept.
    record Body(ContentDigest digest, long length) {}
}
