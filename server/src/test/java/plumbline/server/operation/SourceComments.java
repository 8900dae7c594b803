package plumbline.server.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the `///` comments above records and handlers from the sources, so that the API is described once.
final class SourceComments {
    private static final Path SOURCES = Path.of("src/main/java");

    /// The comment above a record, as one paragraph.
    String of(Class<?> type) {
        return paragraph(above(lines(type), Pattern.compile("\\brecord " + type.getSimpleName() + "\\b")));
    }

    /// What a record's comment says about one of its components.
    String parameter(Class<?> type, String name) {
        var text = new StringBuilder();
        for (var line : above(lines(type), Pattern.compile("\\brecord " + type.getSimpleName() + "\\b"))) {
            if (line.startsWith("@param " + name + " ")) {
                text.append(line.substring(("@param " + name + " ").length()));
            } else if (!text.isEmpty()) {
                if (line.startsWith("@") || line.isEmpty()) {
                    break;
                }
                text.append(' ').append(line);
            }
        }
        return text.toString();
    }

    /// The comment above a method, as one paragraph.
    String of(Class<?> type, String method) {
        return paragraph(above(lines(type), Pattern.compile("^    [^/@=]*\\b" + method + "\\(")));
    }

    private static String paragraph(List<String> comment) {
        var text = new ArrayList<String>();
        for (var line : comment) {
            if (line.startsWith("@")) {
                break;
            }
            text.add(line);
        }
        return String.join(" ", text).replaceAll("\\[#?([A-Za-z.]+)]", "`$1`").strip();
    }

    private static List<String> above(List<String> lines, Pattern declaration) {
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).strip().startsWith("//")
                    && declaration.matcher(lines.get(i)).find()) {
                var comment = new ArrayList<String>();
                int j = i - 1;
                while (j >= 0 && lines.get(j).strip().startsWith("@")) {
                    j--;
                }
                for (; j >= 0 && lines.get(j).strip().startsWith("///"); j--) {
                    comment.addFirst(lines.get(j).strip().substring(3).strip());
                }
                return comment;
            }
        }
        return List.of();
    }

    private static List<String> lines(Class<?> type) {
        var outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        var file = SOURCES.resolve(outer.getName().replace('.', '/') + ".java");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
