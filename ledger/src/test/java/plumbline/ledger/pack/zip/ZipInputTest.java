package plumbline.ledger.pack.zip;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.ledger.pack.PackException;
import plumbline.ledger.pack.PackLimits;
import plumbline.ledger.pack.PackRefusal;

class ZipInputTest {
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;

    @Test
    void readsWhatIsWrittenAndSoDoesTheJdk(@TempDir Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 70_000; i++) {
            files.put("folder/%05d.txt".formatted(i), (i + "").getBytes(US_ASCII));
        }
        byte[] zip = ZipFixtures.zip(files);
        Map<String, byte[]> read = new LinkedHashMap<>();
        read(zip, read);
        assertThat(read).hasSize(70_000).containsKeys("folder/00000.txt", "folder/69999.txt");
        try (ZipFile jdk = new ZipFile(Files.write(folder.resolve("a.zip"), zip).toFile())) {
            assertThat(jdk.size()).isEqualTo(70_000);
            assertThat(jdk.getInputStream(jdk.getEntry("folder/69999.txt")).readAllBytes())
                    .isEqualTo("69999".getBytes(US_ASCII));
        }
    }

    /// Fields as in APPNOTE 4.3.7, 4.3.12, 4.3.14 and 4.5.3, written out by hand.
    @Test
    void writesLargeFilesAsZip64() {
        Entry large = new Entry("a", 0x1_2345_6789L, 0x11223344, 0x2_0000_0000L);
        assertThat(HexFormat.of().formatHex(ZipHeaders.local(large)))
                .isEqualTo("504b03042d000000000000002100" + "44332211" + "ffffffffffffffff" + "01001400" + "61"
                        + "01001000" + "8967452301000000" + "8967452301000000");
        assertThat(HexFormat.of().formatHex(ZipHeaders.central(large)))
                .isEqualTo("504b01022d032d000000000000002100" + "44332211" + "ffffffffffffffff" + "01001c00"
                        + "0000" + "0000" + "0000" + "0000a481" + "ffffffff" + "61"
                        + "01001800" + "8967452301000000" + "8967452301000000" + "0000000002000000");
        assertThat(HexFormat.of().formatHex(ZipHeaders.end(List.of(large), 0x3_0000_0000L, 75)))
                .isEqualTo("504b0606" + "2c00000000000000" + "2d032d00" + "00000000" + "00000000"
                        + "0100000000000000".repeat(2) + "4b00000000000000" + "0000000003000000"
                        + "504b0607" + "00000000" + "4b00000003000000" + "01000000"
                        + "504b0506" + "00000000" + "01000100" + "4b000000" + "ffffffff" + "0000");
    }

    @Test
    void refusesWhatIsNoZipFile() throws IOException {
        assertRefused(PackRefusal.NOT_A_ZIP, "hello, world".getBytes(UTF_8));
        assertRefused(PackRefusal.TRUNCATED, new byte[0]);
        assertRefused(PackRefusal.PREPENDED_DATA, concat("#!/bin/sh\n".getBytes(UTF_8), zip()));
        assertRefused(PackRefusal.TRAILING_DATA, concat(zip(), new byte[1]));
        assertRefused(PackRefusal.TRAILING_DATA, concat(zip(), zip()));
        for (int length = 1; length < zip().length; length++) {
            assertRefused(PackRefusal.TRUNCATED, Arrays.copyOf(zip(), length));
        }
    }

    @Test
    void refusesHeadersThatReadersUnderstandDifferently() throws IOException {
        assertRefused(PackRefusal.ENCRYPTED, local(header -> header.putShort(6, (short) 1)));
        assertRefused(PackRefusal.ENCRYPTED, local(header -> header.putShort(6, (short) 0x2000)));
        assertRefused(PackRefusal.DATA_DESCRIPTOR, local(header -> header.putShort(6, (short) 8)));
        assertRefused(PackRefusal.COMPRESSED, local(header -> header.putShort(8, (short) 8)));
        assertRefused(PackRefusal.HEADER, local(header -> header.putShort(6, (short) 0x800)));
        assertRefused(PackRefusal.HEADER, local(header -> header.putShort(12, (short) 0x5a21)));
        assertRefused(PackRefusal.HEADER, local(header -> header.putInt(22, 4)));
        assertRefused(PackRefusal.EXTRA_FIELD, local(header -> header.putShort(28, (short) 2)));
        assertRefused(PackRefusal.CHECKSUM, local(header -> header.putInt(14, 7)));
        assertRefused(PackRefusal.SYMBOLIC_LINK, central(header -> header.putInt(38, 0120777 << 16)));
        assertRefused(PackRefusal.SYMBOLIC_LINK, central(header -> header.putInt(38, 0040755 << 16)));
        assertRefused(PackRefusal.COMMENT, central(header -> header.putShort(32, (short) 3)));
        assertRefused(PackRefusal.EXTRA_FIELD, central(header -> header.putShort(30, (short) 3)));
        assertRefused(PackRefusal.DIRECTORY_MISMATCH, central(header -> header.put(46, (byte) 'b')));
        assertRefused(PackRefusal.DIRECTORY_MISMATCH, central(header -> header.putInt(24, 99)));
        assertRefused(PackRefusal.DIRECTORY_MISMATCH, central(header -> header.putInt(42, 99)));
        assertRefused(PackRefusal.DIRECTORY_MISMATCH, end(header -> header.putShort(10, (short) 1)));
        assertRefused(PackRefusal.COMMENT, concat(end(header -> header.putShort(20, (short) 1)), new byte[1]));
    }

    @Test
    void refusesADirectoryThatLeavesAnEntryOut() throws IOException {
        byte[] zip = zip();
        int second = position(zip, CENTRAL, 2);
        int end = position(zip, END, 1);
        assertRefused(
                PackRefusal.DIRECTORY_MISMATCH,
                concat(Arrays.copyOf(zip, second), Arrays.copyOfRange(zip, end, zip.length)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a/../../b",
                "/etc/passwd",
                "C:/a",
                "C:a",
                "a\\b",
                "..\\a",
                "a//b",
                "a/",
                "",
                ".",
                "./a",
                "a/./b",
                "a\0b",
                "a\nb",
                "~/a",
                "-rf",
                "a b",
                "a:b",
                ".hidden",
                "a/.git/config"
            })
    void refusesNamesThatLeadOutOfThePack(String name) throws IOException {
        assertRefused(PackRefusal.UNSAFE_NAME, ZipFixtures.zip(Map.of(name, new byte[1])));
    }

    @Test
    void refusesLongAndForeignNames() throws IOException {
        assertRefused(PackRefusal.UNSAFE_NAME, ZipFixtures.zip(Map.of("a".repeat(256), new byte[1])));
        assertRefused(PackRefusal.UNSAFE_NAME, ZipFixtures.zip(Map.of("\u00e9", new byte[1])));
    }

    @Test
    void refusesNamesThatFallTogetherOnSomeDisks() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a/B", new byte[1]);
        files.put("a/b", new byte[1]);
        assertRefused(PackRefusal.DUPLICATE_NAME, ZipFixtures.zip(files));
        byte[] zip = ZipFixtures.zip(Map.of("a", new byte[1]));
        byte[] once = Arrays.copyOf(zip, position(zip, CENTRAL, 1));
        assertRefused(PackRefusal.DUPLICATE_NAME, concat(once, zip));
    }

    /// Ten megabytes of zeros in ten kilobytes: refused for being compressed before a byte is inflated.
    @Test
    void refusesABombUnread() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(new byte[10 << 20]);
        }
        assertThat(out.size()).isLessThan(20_000);
        assertThatThrownBy(() -> read(out.toByteArray(), new LinkedHashMap<>()))
                .isInstanceOfSatisfying(
                        PackException.class,
                        thrown ->
                                assertThat(thrown.refusal()).isIn(PackRefusal.COMPRESSED, PackRefusal.DATA_DESCRIPTOR));
    }

    @Test
    void refusesAnEntryThatClaimsToBeLargerThanAnyLimit() throws IOException {
        byte[] header = ZipHeaders.local(new Entry("a", Long.MAX_VALUE, 0, 0));
        assertRefused(PackRefusal.TOO_LARGE, header);
        byte[] negative = ZipHeaders.local(new Entry("a", 1L << 40, 0, 0));
        ByteBuffer.wrap(negative).order(ByteOrder.LITTLE_ENDIAN).putLong(negative.length - 16, -1);
        assertRefused(PackRefusal.EXTRA_FIELD, negative);
    }

    private static byte[] zip() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a", new byte[] {1, 2, 3});
        files.put("c/d", new byte[] {4});
        return ZipFixtures.zip(files);
    }

    private static byte[] local(Consumer<ByteBuffer> change) throws IOException {
        return changed(0, change);
    }

    private static byte[] central(Consumer<ByteBuffer> change) throws IOException {
        return changed(position(zip(), CENTRAL, 1), change);
    }

    private static byte[] end(Consumer<ByteBuffer> change) throws IOException {
        return changed(position(zip(), END, 1), change);
    }

    private static byte[] changed(int at, Consumer<ByteBuffer> change) throws IOException {
        byte[] zip = zip();
        change.accept(ByteBuffer.wrap(zip, at, zip.length - at).slice().order(ByteOrder.LITTLE_ENDIAN));
        return zip;
    }

    private static int position(byte[] zip, int signature, int nth) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int seen = 0;
        int at = -1;
        while (seen < nth) {
            at++;
            seen += bytes.getInt(at) == signature ? 1 : 0;
        }
        return at;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void read(byte[] zip, Map<String, byte[]> into) throws IOException {
        new ZipInput(new ByteArrayInputStream(zip), PackLimits.DEFAULT).read((entry, content) -> {
            into.put(entry.name(), content.readAllBytes());
            content.transferTo(OutputStream.nullOutputStream());
        });
    }

    private static void assertRefused(PackRefusal refusal, byte[] zip) {
        assertThatThrownBy(() -> read(zip, new LinkedHashMap<>()))
                .isInstanceOfSatisfying(
                        PackException.class,
                        thrown -> assertThat(thrown.refusal())
                                .as(thrown.getMessage())
                                .isEqualTo(refusal));
    }
}
