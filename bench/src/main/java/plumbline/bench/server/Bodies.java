package plumbline.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import plumbline.ledger.Sha256;
import plumbline.ledger.pack.Salt;

/// Evidence with contents of its own: reports, which a compressor likes, and between them documents and pictures, which
/// none does. The files and rows are as the server's upload leaves them, each commitment opens.
final class Bodies implements AutoCloseable {
    private static final int PICTURES_ONE_IN = 3;
    private static final int MIDDLE = 120_000;
    private static final int LARGEST = 4_000_000;
    private static final int BATCH = 200;

    private final Path folder;
    private final Connection connection;
    private final Random random;
    private final SecureRandom salts = new SecureRandom();

    Bodies(Path home, long seed) throws SQLException, IOException {
        this.folder = home.resolve("blobs");
        this.connection = Rows.connect(home);
        this.random = new Random(seed);
    }

    /// Keeps so many bytes.
    ///
    /// @param like number of a record whose words the new ones share
    /// @return how many records that are
    long fill(long bytes, long like) throws SQLException, IOException {
        connection.setAutoCommit(false);
        long records = 0;
        try (var insert = connection.prepareStatement("""
                insert into evidence (kind, title, source_kind, source_ref, service_id, valid_from, valid_to, recorded_at,
                  actor_kind, actor_id, actor_name, media_type, length, sha256, salt, committed_sha256)
                select kind, title || ' ' || ?, 'upload', 'bench/' || ?, service_id, now() - ? * interval '1 minute', now(),
                  now(), actor_kind, actor_id, actor_name, ?, ?, ?, ?, ?
                from evidence where id = ?""")) {
            for (long kept = 0; kept < bytes; ) {
                boolean picture = random.nextInt(PICTURES_ONE_IN) == 0;
                byte[] content = picture ? picture(size()) : report(size());
                String digest = Sha256.hex(content);
                write(digest, content);
                Salt salt = Salt.random(salts);
                insert.setLong(1, records);
                insert.setLong(2, records);
                insert.setLong(3, records);
                insert.setString(4, picture ? "image/png" : "application/json");
                insert.setLong(5, content.length);
                insert.setString(6, digest);
                insert.setBytes(7, salt.bytes());
                insert.setString(8, salt.digest(content).sha256());
                insert.setLong(9, like);
                insert.addBatch();
                kept += content.length;
                if (++records % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        connection.commit();
        return records;
    }

    /// Most are some tens of kilobytes, few are some megabytes.
    private int size() {
        return Math.clamp((long) (MIDDLE * Math.exp(random.nextGaussian())), 1_000, LARGEST);
    }

    private byte[] picture(int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        return content;
    }

    private byte[] report(int size) {
        StringBuilder text = new StringBuilder(size + 200).append("{\"results\":[");
        while (text.length() < size) {
            text.append("{\"check\":\"CRY-0")
                    .append(1 + random.nextInt(9))
                    .append("\",\"resource\":\"module.system")
                    .append(random.nextInt(2_000))
                    .append(".aws_s3_bucket.data\",\"result\":\"")
                    .append(random.nextInt(4) == 0 ? "fail" : "pass")
                    .append("\",\"digest\":\"")
                    .append(Long.toHexString(random.nextLong()))
                    .append("\"},\n");
        }
        return text.append("{}]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(String digest, byte[] content) throws IOException {
        Path file =
                Files.createDirectories(folder.resolve(digest.substring(0, 2))).resolve(digest.substring(2));
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
