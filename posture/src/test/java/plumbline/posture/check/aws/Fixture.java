package plumbline.posture.check.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One case of a check: some files, and what is expected of which resource.
///
/// Cases stand in `CHECK.tftest`. A case begins with `=== fail | name | address:line`, where `variant` before the name
/// marks a case that says the same as another one in other words; `--- path` begins a further file.
record Fixture(
        String check, String result, boolean variant, String name, Expectation expected, Map<String, String> files) {
    /// The resource that the case is about; line 0 if none is expected.
    record Expectation(String address, int line) {}

    static List<Fixture> of(String check) {
        List<Fixture> fixtures = new ArrayList<>();
        for (String section : read(check).split("(?m)^=== ", -1)) {
            if (!section.isBlank() && !section.startsWith("#")) {
                fixtures.add(parse(check, section));
            }
        }
        return fixtures;
    }

    private static Fixture parse(String check, String section) {
        int end = section.indexOf('\n');
        String[] head = section.substring(0, end).split("\\|", -1);
        String[] kind = head[0].strip().split(" ", -1);
        Map<String, String> files = new LinkedHashMap<>();
        String[] parts = section.substring(end + 1).split("(?m)^--- ", -1);
        files.put("main.tf", parts[0]);
        for (int i = 1; i < parts.length; i++) {
            int line = parts[i].indexOf('\n');
            files.put(parts[i].substring(0, line).strip(), parts[i].substring(line + 1));
        }
        String place = head[2].strip();
        int colon = place.lastIndexOf(':');
        Expectation expected = colon < 0
                ? new Expectation(place, 0)
                : new Expectation(place.substring(0, colon), Integer.parseInt(place.substring(colon + 1)));
        return new Fixture(check, kind[0], kind.length > 1, head[1].strip(), expected, files);
    }

    void writeTo(Path directory) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static String read(String check) {
        try (InputStream in = Objects.requireNonNull(Fixture.class.getResourceAsStream(check + ".tftest"), check)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
