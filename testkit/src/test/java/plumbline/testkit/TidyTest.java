package plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Holds the sizes and habits of the whole repository's sources. The limits may only tighten.
class TidyTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final int FILE_LINES = 350;
    private static final int METHOD_LINES = 60;
    private static final int PARAMETERS = 5;
    private static final int PACKAGE_FILES = 30;
    private static final int LINE_LENGTH = 120;

    private static final Pattern CODE_LEFT = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
    private static final Pattern COMMENT = Pattern.compile("\\s*/// ?(\\S.*)");
    private static final Pattern ONE_OR_TWO_WORDS = Pattern.compile("\\S+( \\S+)?");
    private static final int WRAPPED_BY_HAND = 105;

    private static final Pattern NOW =
            Pattern.compile("\\b(Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)\\.now\\(\\)"
                    + "|System\\.currentTimeMillis\\(");

    @Test
    void filesAreShortAndLinesFit() throws IOException {
        var found = new ArrayList<String>();
        for (var file : sources("main", "test")) {
            var lines = Files.readAllLines(file);
            if (lines.size() > FILE_LINES) {
                found.add(name(file) + " has " + lines.size() + " lines");
            }
            boolean inText = false;
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                inText ^= line.split("\"\"\"", -1).length % 2 == 0;
                if (line.length() > LINE_LENGTH && !inText && !line.contains("\"") && !line.contains("http")) {
                    found.add(name(file) + ":" + (i + 1) + " is " + line.length() + " long");
                }
                if (CODE_LEFT.matcher(line).find() && !name(file).endsWith("TidyTest.java")) {
                    found.add(name(file) + ":" + (i + 1) + " leaves something to do");
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /// The formatter breaks a long line of a comment and leaves its rest, a word or two, on a line of its own.
    @Test
    void commentsFillTheirLines() throws IOException {
        var found = new ArrayList<String>();
        for (var file : sources("main", "test")) {
            var lines = Files.readAllLines(file);
            for (int i = 1; i + 1 < lines.size(); i++) {
                var rest = comment(lines.get(i));
                if (lines.get(i - 1).length() > WRAPPED_BY_HAND
                        && !comment(lines.get(i - 1)).isEmpty()
                        && ONE_OR_TWO_WORDS.matcher(rest).matches()
                        && !comment(lines.get(i + 1)).isEmpty()) {
                    found.add(name(file) + ":" + (i + 1) + " has nothing but " + rest);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static String comment(String line) {
        var matcher = COMMENT.matcher(line);
        return matcher.matches() ? matcher.group(1) : "";
    }

    @Test
    void packagesAreSmallAndMarked() throws IOException {
        var files = new TreeMap<String, Integer>();
        for (var file : sources("main")) {
            files.merge(name(file.getParent()), 1, Integer::sum);
        }
        assertThat(files).isNotEmpty().allSatisfy((folder, count) -> {
            assertThat(count).as(folder).isLessThan(PACKAGE_FILES);
            assertThat(ROOT.resolve(folder).resolve("package-info.java"))
                    .content()
                    .contains("@NullMarked");
        });
    }

    @Test
    void onlyThePlatformReadsTheClock() throws IOException {
        var found = new ArrayList<String>();
        for (var file : sources("main")) {
            if (!name(file).startsWith("server/src/main/java/plumbline/server/platform/")
                    && !name(file).startsWith("bench/")
                    && NOW.matcher(Files.readString(file)).find()) {
                found.add(name(file));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void methodsAreShortAndTakeFewParameters() throws IOException {
        assertThat(measured()).isEmpty();
    }

    private static List<String> measured() throws IOException {
        var found = new ArrayList<String>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    _ -> {},
                    List.of("-proc:none"),
                    null,
                    manager.getJavaFileObjectsFromPaths(sources("main")));
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                new Methods(unit, positions, found).scan(unit, null);
            }
        }
        return found;
    }

    private static final class Methods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;
        private boolean inRecord;

        Methods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            boolean before = inRecord;
            inRecord = type.getKind() == Tree.Kind.RECORD || type.getKind() == Tree.Kind.ENUM;
            super.visitClass(type, null);
            inRecord = before;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            var where = name(Path.of(unit.getSourceFile().toUri())) + " " + method.getName();
            int count = method.getParameters().size();
            boolean constructor = method.getName().contentEquals("<init>");
            if (count > PARAMETERS && !(constructor && inRecord)) {
                found.add(where + " takes " + count + " parameters");
            }
            long lines = method.getBody() == null ? 0 : lines(method.getBody());
            if (lines > METHOD_LINES) {
                found.add(where + " has " + lines + " lines");
            }
            return super.visitMethod(method, null);
        }

        private long lines(BlockTree body) {
            var map = unit.getLineMap();
            return map.getLineNumber(positions.getEndPosition(unit, body))
                    - map.getLineNumber(positions.getStartPosition(unit, body))
                    + 1;
        }
    }

    private static List<Path> sources(String... kinds) throws IOException {
        var found = new ArrayList<Path>();
        try (var modules = Files.list(ROOT)) {
            for (var module : modules.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList()) {
                for (var kind : kinds) {
                    var folder = module.resolve("src/" + kind + "/java");
                    if (Files.isDirectory(folder)) {
                        try (Stream<Path> files = Files.walk(folder)) {
                            found.addAll(files.filter(file -> file.toString().endsWith(".java"))
                                    .sorted()
                                    .toList());
                        }
                    }
                }
            }
        }
        assertThat(found).as("sources below " + ROOT).hasSizeGreaterThan(100);
        return found;
    }

    private static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }
}
