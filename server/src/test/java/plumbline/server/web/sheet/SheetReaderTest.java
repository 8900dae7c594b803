package plumbline.server.web.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.testkit.Seeds;

/// What people send in as a list, and what attackers do.
class SheetReaderTest {
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String ALPHABET = "ab,;\t\"'=+-@ \n\r#ä漢\u00a0";

    @ParameterizedTest
    @ValueSource(strings = {"a,b\r\n1,2\r\n", "a;b\n1;2", "a\tb\r1\t2\r", "\ufeffa,b\n1,2", "sep=;\r\na;b\r\n1;2"})
    void readsAnySeparatorAndLineEnd(String text) {
        assertThat(cells(read(text))).containsExactly(List.of("a", "b"), List.of("1", "2"));
    }

    @Test
    void readsWhatQuotationMarksHold() {
        var lines = read("name,purpose\r\n\"Shop, \"\"old\"\"\",\"two\r\nlines\"\r\n\r\nlast,\r\n");

        assertThat(cells(lines))
                .containsExactly(
                        List.of("name", "purpose"), List.of("Shop, \"old\"", "two\r\nlines"), List.of("last", ""));
        assertThat(lines).extracting(SheetLine::number).containsExactly(1, 2, 5);
    }

    @Test
    void countsOnlySeparatorsOutsideQuotationMarks() {
        assertThat(cells(read("\"a,b,c\";d\n1;2"))).containsExactly(List.of("a,b,c", "d"), List.of("1", "2"));
    }

    @Test
    void saysWhereAQuotationMarkIsWrong() {
        assertThatThrownBy(() -> read("a,b\n1,2\n\"open,2\n3,4\n")).hasMessageContaining("line 3");
        assertThatThrownBy(() -> read("a,b\n\"1\" x,2\n")).hasMessageContaining("line 2");
    }

    @Test
    void readsBackWhateverWasExported() throws IOException {
        var random = Seeds.random("SheetReaderTest");
        for (int round = 0; round < 200; round++) {
            var sheet = new Sheet("list", List.of("a", "b", "c"));
            var rows = new ArrayList<List<String>>();
            for (int i = 0; i < 5; i++) {
                var row = List.of("x" + text(random), text(random), text(random));
                rows.add(row);
                sheet.row(row);
            }
            var csv = new ByteArrayOutputStream();
            sheet.writeCsv(csv);

            var read = cells(SheetReader.read(csv.toByteArray()));

            assertThat(read.subList(1, read.size())).containsExactlyElementsOf(rows);
        }
    }

    @Test
    void takesOnlyTheApostropheAwayThatTheExportAdded() {
        for (var cell : List.of("=1+1", "'=1+1", "''-x", "'quoted'", "@here", "- item")) {
            assertThat(read("x," + Csv.line(List.of(cell))).getFirst().cell(1)).isEqualTo(cell);
        }
    }

    @Test
    void readsWorkbooksAsTheyShow() throws IOException {
        var sheet = new Sheet("list", List.of("text", "number", "time", "yes"))
                .row(List.of("=1+1", 42, Instant.parse("2026-11-23T10:00:05Z"), true))
                .row(List.of("two\nlines", 1.5, Instant.parse("2026-11-23T00:00:00Z"), ""));
        var out = new ByteArrayOutputStream();
        sheet.writeXlsx(out);

        var lines = SheetReader.read(out.toByteArray());

        assertThat(cells(lines))
                .containsExactly(
                        List.of("text", "number", "time", "yes"),
                        List.of("=1+1", "42", "2026-11-23T10:00:05", "true"),
                        List.of("two\nlines", "1.5", "2026-11-23"));
        assertThat(lines).extracting(SheetLine::number).containsExactly(1, 2, 3);
    }

    @Test
    void readsAFormulaAsTheValueThatWasKept() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Test", null)) {
            var sheet = workbook.newWorksheet("list");
            sheet.value(0, 0, "name");
            sheet.formula(1, 0, "CONCATENATE(\"a\",\"b\")");
        }
        var kept = patched(out.toByteArray(), "xl/worksheets/sheet1.xml", "</f>", "</f><v>7</v>");

        assertThat(cells(SheetReader.read(kept))).containsExactly(List.of("name"), List.of("7"));
    }

    @Test
    void refusesAWorkbookThatInflatesWithoutEnd() throws IOException {
        var bomb = zipped(Map.of("xl/workbook.xml", new byte[40 << 20]));

        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> SheetReader.read(bomb)).hasMessageContaining("too large when unpacked");
    }

    @Test
    void refusesAWorkbookThatDeclaresEntities() throws IOException {
        var out = new ByteArrayOutputStream();
        new Sheet("list", List.of("a")).row(List.of("b")).writeXlsx(out);
        var evil = patched(
                out.toByteArray(),
                "xl/worksheets/sheet1.xml",
                "<worksheet",
                "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet");

        assertThatThrownBy(() -> SheetReader.read(evil)).hasMessageContaining("no spreadsheet writes");
    }

    @Test
    void refusesACellSoFarOutThatItsRowWouldFillTheMemory() throws IOException {
        assertRefused("<row r=\"1\"><c r=\"ZZZZZZ1\"/></row>", "more columns");
        assertRefused("<row r=\"1\"><c r=\"ZZ&#90;&#90;1\"/></row>", "more columns");
        assertRefused("<row r=\"1\">" + "<c/>".repeat(2_000_000) + "</row>", "more columns");
    }

    @Test
    void refusesRowsWithoutEndAlthoughNothingStandsInThem() throws IOException {
        assertRefused("<row><c r=\"ZZZZ1\"/></row>".repeat(100_000), "more columns");
        assertRefused("<row><c r=\"ZZ1\"/></row>".repeat(400_000), "in parts");
        assertThatThrownBy(() -> read("a\n" + "\n".repeat(200_000))).hasMessageContaining("in parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "array"})
    void refusesFormulasThatAreWorkedOutForEachCell(String kind) throws IOException {
        var first = "<c><f t=\"" + kind + "\" si=\"0\" ref=\"A1:A60000\">" + "A1+".repeat(20_000) + "A1</f></c>";
        var others = "<row><c><f t=\"" + kind + "\" si=\"0\"/><v>1</v></c></row>".repeat(50_000);

        assertRefused("<row>" + first + "</row>" + others, "paste its cells as values");
    }

    @Test
    void refusesNumbersThatTakeForeverToReadOrToRound() throws IOException {
        assertRefused("<row><c><v>1" + "0".repeat(8_000_000) + "</v></c></row>", "no spreadsheet writes");
        var out = new ByteArrayOutputStream();
        new Sheet("list", List.of("time"))
                .row(List.of(Instant.parse("2026-11-23T10:00:05Z")))
                .writeXlsx(out);
        var tiny = replaced(out.toByteArray(), SHEET, "<v>46[^<]*</v>", "<v>1E-999999999</v>");

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(cells(SheetReader.read(tiny))).contains(List.of("1E-999999999")));
    }

    @Test
    void looksAtASheetUnderWhateverNameItHides() throws IOException {
        var rows = "<row r=\"1\"><c r=\"ZZZZZZ1\"/></row>";
        var hidden = replaced(workbook(rows), "xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "sheet1.bin");
        var parts = parts(hidden);
        parts.put("xl/sheet1.bin", Objects.requireNonNull(parts.remove(SHEET)));
        var file = zipped(parts);

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> SheetReader.read(file)).isInstanceOf(UnreadableSheet.class));
    }

    @Test
    void refusesALineOfSeparatorsAloneWhileItIsRead() {
        assertThatThrownBy(() -> read("a,b\n" + ",".repeat(8_000_000))).hasMessageContaining("Line 2 has more than");
        assertThatThrownBy(() -> new CsvReader(",".repeat(300).getBytes(StandardCharsets.UTF_8)).next())
                .hasMessageContaining("more than 100 cells");
    }

    @Test
    void refusesWhatIsNoList() throws IOException {
        assertThatThrownBy(() -> SheetReader.read("Zoë".getBytes(Charset.forName("windows-1252"))))
                .isInstanceOf(UnreadableSheet.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> SheetReader.read(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1}))
                .hasMessageContaining("XLS");
        assertThatThrownBy(() -> SheetReader.read(zipped(Map.of("readme.txt", new byte[10]))))
                .isInstanceOf(UnreadableSheet.class);
        assertThatThrownBy(() -> SheetReader.read("PK\u0003\u0004 and no more".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableSheet.class);
        assertThatThrownBy(() -> SheetReader.read(new byte[SheetReader.MOST_BYTES + 1]))
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> read(",".repeat(200) + "x")).hasMessageContaining("more than 100 cells");
        assertThatThrownBy(() -> read("a\n".repeat(20_001))).hasMessageContaining("in parts");
    }

    @Test
    void survivesAnyDamageToAWorkbook() throws IOException {
        var out = new ByteArrayOutputStream();
        new Sheet("list", List.of("a", "b")).row(List.of("1", 2)).writeXlsx(out);
        var random = Seeds.random("SheetReaderTest");
        for (int round = 0; round < 300; round++) {
            var file = out.toByteArray();
            for (int i = random.nextInt(8); i >= 0; i--) {
                file[4 + random.nextInt(file.length - 4)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(SheetReader.read(file)).isNotNull();
            } catch (UnreadableSheet refused) {
                assertThat(refused.getMessage()).endsWith(".");
            }
        }
    }

    /// A workbook whose sheet has these rows is refused at once.
    private static void assertRefused(String rows, String why) throws IOException {
        var file = workbook(rows);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> SheetReader.read(file))
                        .isInstanceOf(UnreadableSheet.class)
                        .hasMessageContaining(why));
    }

    private static byte[] workbook(String rows) throws IOException {
        var out = new ByteArrayOutputStream();
        new Sheet("list", List.of("a")).writeXlsx(out);
        return replaced(out.toByteArray(), SHEET, "<sheetData>.*</sheetData>", "<sheetData>" + rows + "</sheetData>");
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static List<SheetLine> read(String text) {
        return SheetReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<List<String>> cells(List<SheetLine> lines) {
        return lines.stream().map(SheetLine::cells).toList();
    }

    private static byte[] zipped(Map<String, byte[]> parts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return out.toByteArray();
    }

    /// The workbook with a piece of one of its parts replaced.
    private static byte[] patched(byte[] workbook, String part, String old, String replacement) throws IOException {
        return replaced(workbook, part, Pattern.quote(old), replacement);
    }

    /// As above, where a pattern says which piece.
    private static byte[] replaced(byte[] workbook, String part, String pattern, String replacement)
            throws IOException {
        var parts = parts(workbook);
        var text = new String(Objects.requireNonNull(parts.get(part)), StandardCharsets.UTF_8);
        assertThat(text).containsPattern(pattern);
        parts.put(
                part,
                text.replaceFirst(pattern, Matcher.quoteReplacement(replacement))
                        .getBytes(StandardCharsets.UTF_8));
        return zipped(parts);
    }

    private static Map<String, byte[]> parts(byte[] workbook) throws IOException {
        var parts = new LinkedHashMap<String, byte[]>();
        var file = Files.write(Files.createTempFile("workbook", ".xlsx"), workbook);
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } finally {
            Files.delete(file);
        }
        return parts;
    }
}
