package plumbline.bench.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import plumbline.posture.CheckResult;
import plumbline.posture.Scan;
import plumbline.posture.ScanOptions;
import plumbline.posture.check.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Labelled cases of KICS and trivy-checks, each folder scanned as it lies.
final class Corpus {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path root;
    private final Labels labels;

    Corpus(Path root, Labels labels) {
        this.root = root;
        this.labels = labels;
    }

    List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Path described : files("kics/terraform", "check.json")) {
            String check = labels.checkByRule()
                    .get(JSON.readTree(described.toFile()).get("id").asString());
            if (check != null) {
                kics(described.resolveSibling(""), check, cases);
            }
        }
        for (Path yaml : files("trivy-checks", ".yaml")) {
            String path = root.relativize(yaml).toString().replace('\\', '/');
            String rule =
                    path.substring(path.indexOf("cloud/") + "cloud/".length()).replace(".yaml", "");
            String check = labels.checkByRule().get(rule);
            if (check != null) {
                trivy(yaml, path, check, cases);
            }
        }
        return cases;
    }

    private void kics(Path folder, String check, List<Case> cases) throws IOException {
        List<CheckResult> results = results(folder, check);
        JsonNode expected =
                JSON.readTree(folder.resolve("positive_expected_result.json").toFile());
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.filter(file -> file.toString().endsWith(".tf"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            Set<Integer> lines = new TreeSet<>();
            for (JsonNode finding : expected) {
                String in = finding.path("fileName")
                        .asString(finding.path("filename").asString(""));
                if (in.isEmpty() ? name.startsWith("positive") : in.equals(name)) {
                    lines.add(finding.get("line").asInt());
                }
            }
            cases.add(of(
                    check,
                    root.relativize(file).toString(),
                    name.startsWith("positive"),
                    lines,
                    results.stream()
                            .filter(result -> result.file().equals(name))
                            .toList()));
        }
    }

    private static void trivy(Path yaml, String path, String check, List<Case> cases) throws IOException {
        Object document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(yaml));
        if (!(document instanceof Map<?, ?> all) || !(all.get("terraform") instanceof Map<?, ?> terraform)) {
            return;
        }
        for (String kind : List.of("good", "bad")) {
            if (terraform.get(kind) instanceof List<?> texts) {
                for (int i = 0; i < texts.size(); i++) {
                    Path folder = Files.createTempDirectory("case");
                    Files.writeString(folder.resolve("main.tf"), String.valueOf(texts.get(i)));
                    cases.add(of(check, path + "#" + kind + i, kind.equals("bad"), Set.of(), results(folder, check)));
                    Files.delete(folder.resolve("main.tf"));
                    Files.delete(folder);
                }
            }
        }
    }

    private static Case of(String check, String name, boolean flawed, Set<Integer> lines, List<CheckResult> results) {
        Case.Verdict verdict = Case.Verdict.SILENT;
        Set<Integer> found = new TreeSet<>();
        for (CheckResult result : results) {
            Case.Verdict said = switch (result.result()) {
                case FAIL -> Case.Verdict.FAIL;
                case PASS -> Case.Verdict.PASS;
                default -> Case.Verdict.UNKNOWN;
            };
            verdict = said.compareTo(verdict) < 0 ? said : verdict;
            if (result.result() == Result.FAIL) {
                found.add(result.line());
            }
        }
        return new Case(check, name.replace('\\', '/'), flawed, lines, found, verdict);
    }

    private static List<CheckResult> results(Path folder, String check) {
        return Scan.run(folder, ScanOptions.defaults("bench").only(List.of(check)))
                .results();
    }

    private List<Path> files(String folder, String end) {
        try (Stream<Path> walk = Files.walk(root.resolve(folder))) {
            return walk.filter(file -> file.toString().endsWith(end))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
