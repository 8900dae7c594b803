package plumbline.server.web.sheet;

import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Looks through the parts of one workbook before the library reads them. The library fills a row
/// up to the column that a cell names, keeps whatever is listed, and works formulas out that nobody
/// asked for; so a file of one kilobyte could take all memory or all time. What is refused here is
/// none that a list needs.
final class WorkbookCheck {
    /// Columns up to ZZ.
    private static final Pattern ADDRESS = Pattern.compile("\\$?[A-Za-z]{1,2}\\$?[0-9]{1,7}");

    private static final int MOST_COLUMNS = 26 + 26 * 26;
    private static final int MOST_KEPT = 300_000;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_FORMAT = 1_000;

    /// Of each of these the library keeps something for as long as it reads.
    private static final Set<String> KEPT =
            Set.of("si", "xf", "numFmt", "sheet", "definedName", "Relationship", "Override", "Default");

    private static final Set<String> FILLED_OVER_CELLS = Set.of("shared", "array");

    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
    private int kept;
    private int rows;

    private boolean inData;
    private boolean inRow;
    private boolean inCell;
    private boolean isNumber;
    private int valueDepth;
    private int cells;
    private int digits;

    WorkbookCheck() {
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /// @throws UnreadableSheet when this part must not be read
    void part(byte[] content) throws XMLStreamException {
        inData = false;
        inRow = false;
        inCell = false;
        rows = 0;
        var reader = xml.createXMLStreamReader(new ByteArrayInputStream(content));
        try {
            var encoding = reader.getCharacterEncodingScheme();
            // In any other encoding the library might read something else than what was looked at.
            require(encoding == null || encoding.equalsIgnoreCase("UTF-8"));
            while (reader.hasNext()) {
                event(reader);
            }
        } finally {
            reader.close();
        }
    }

    private void event(XMLStreamReader reader) throws XMLStreamException {
        switch (reader.next()) {
            case XMLStreamConstants.START_ELEMENT -> begin(reader, reader.getLocalName());
            case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                text(reader.getTextLength());
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> require(false);
            default -> {}
        }
    }

    private void begin(XMLStreamReader reader, String name) {
        if (inData) {
            beginInData(reader, name);
        } else if (name.equals("sheetData")) {
            inData = true;
        } else if (KEPT.contains(name)) {
            var format = attribute(reader, "formatCode");
            require(format == null || format.length() <= LONGEST_FORMAT);
            if (++kept > MOST_KEPT) {
                throw tooMuch();
            }
        }
    }

    private void beginInData(XMLStreamReader reader, String name) {
        switch (name) {
            case "row" -> beginRow();
            case "c" -> beginCell(reader);
            case "f" -> {
                var kind = attribute(reader, "t");
                if (kind != null && FILLED_OVER_CELLS.contains(kind)) {
                    throw new UnreadableSheet(
                            "The workbook has formulas that stand for many cells: paste its cells as values, or save "
                                    + "it as CSV.");
                }
            }
            case "v" -> valueDepth++;
            case "sheetData" -> require(false);
            default -> {}
        }
    }

    private void beginRow() {
        require(!inRow);
        inRow = true;
        cells = 0;
        if (++rows > SheetReader.MOST_ROWS) {
            throw tooMuch();
        }
    }

    private void beginCell(XMLStreamReader reader) {
        require(inRow && !inCell);
        inCell = true;
        valueDepth = 0;
        digits = 0;
        var address = attribute(reader, "r");
        if (++cells > MOST_COLUMNS
                || (address != null && !ADDRESS.matcher(address).matches())) {
            throw new UnreadableSheet("The workbook has more columns than any list of ours.");
        }
        var kind = attribute(reader, "t");
        isNumber = kind == null || kind.equals("n");
    }

    private void end(String name) {
        switch (name) {
            case "sheetData" -> inData = false;
            case "row" -> inRow = false;
            case "c" -> inCell = false;
            case "v" -> valueDepth--;
            default -> {}
        }
    }

    private void text(int length) {
        if (inCell && isNumber && valueDepth > 0) {
            digits += length;
            require(digits <= LONGEST_NUMBER);
        }
    }

    /// The attribute of this name. Readers do not agree on which of two is meant, so there is one,
    /// without a prefix.
    private static @Nullable String attribute(XMLStreamReader reader, String name) {
        String found = null;
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                var space = reader.getAttributeNamespace(i);
                require(found == null && (space == null || space.isEmpty()));
                found = reader.getAttributeValue(i);
            }
        }
        return found;
    }

    private static void require(boolean usual) {
        if (!usual) {
            throw unusual();
        }
    }

    static UnreadableSheet unusual() {
        return new UnreadableSheet("The workbook has parts that no spreadsheet writes: it is not read.");
    }

    private static UnreadableSheet tooMuch() {
        return new UnreadableSheet("There is too much in this file: send it in parts.");
    }
}
