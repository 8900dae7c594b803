package plumbline.server.web.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;

class SheetTest {

    @Test
    void writesEveryRowAsCsv() throws IOException {
        var out = new ByteArrayOutputStream();

        new Sheet("list", List.of("a", "b")).row(List.of(1, "=x")).writeCsv(out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a,b\r\n1,'=x\r\n");
    }

    @Test
    void keepsNumbersAndTimesInAWorkbook() throws IOException {
        var rows = read(new Sheet("list", List.of("number", "at", "yes"))
                .row(List.of(42, Instant.parse("2026-11-23T10:00:05Z"), true)));

        assertThat(rows.get(1).getCellAsNumber(0)).contains(BigDecimal.valueOf(42));
        assertThat(rows.get(1).getCellAsDate(1)).contains(LocalDateTime.parse("2026-11-23T10:00:05"));
        assertThat(rows.get(1).getCellAsBoolean(2)).contains(true);
    }

    @Test
    void writesWhatLooksLikeAFormulaAsText() throws IOException {
        var cell = read(new Sheet("list", List.of("a")).row(List.of("=1+1")))
                .get(1)
                .getCell(0);

        assertThat(cell.getType()).isEqualTo(CellType.STRING);
        assertThat(cell.getFormula()).isNull();
        assertThat(cell.asString()).isEqualTo("=1+1");
    }

    @Test
    void fitsAnyNameAndTextIntoAWorkbook() throws IOException {
        var rows = read(new Sheet("statement-of-applicability-of-edition-2015", List.of("a"))
                .row(List.of("x".repeat(40_000)))
                .row(List.of("bell\u0007 and \u001b[2J")));

        assertThat(rows.get(1).getCellAsString(0).orElseThrow()).hasSize(32_767).endsWith("…");
        assertThat(rows.get(2).getCellAsString(0)).contains("bell and [2J");
    }

    private static List<Row> read(Sheet sheet) throws IOException {
        var out = new ByteArrayOutputStream();
        sheet.writeXlsx(out);
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            return workbook.getFirstSheet().read();
        }
    }
}
