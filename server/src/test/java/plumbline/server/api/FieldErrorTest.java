package plumbline.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// What is wrong with a field is said as a predicate, so that a page can put the field's label before it and a full
/// stop behind.
class FieldErrorTest {
    private static final Path SOURCES = Path.of("src/main/java");

    /// The methods of [Problem] that make one.
    private static final Set<String> MAKERS = Set.of("invalid", "error");

    @Test
    void isNoSentence() throws IOException {
        var found = new Reasons();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null);
                var files = Files.walk(SOURCES)) {
            var sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            var units = manager.getJavaFileObjectsFromPaths(sources);
            var task = (JavacTask) compiler.getTask(null, manager, _ -> {}, List.of("-proc:none"), null, units);
            for (var unit : task.parse()) {
                found.scan(unit, unit);
            }
        }

        assertThat(found.reasons).hasSizeGreaterThan(50);
        assertThat(found.sentences).isEmpty();
    }

    private static final class Reasons extends TreeScanner<Void, CompilationUnitTree> {
        final List<String> reasons = new ArrayList<>();
        final List<String> sentences = new ArrayList<>();

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, CompilationUnitTree unit) {
            if (call.getMethodSelect() instanceof MemberSelectTree method
                    && MAKERS.contains(method.getIdentifier().toString())
                    && call.getArguments().size() == 2) {
                var reason = end(call.getArguments().getLast());
                if (reason instanceof LiteralTree literal && literal.getValue() instanceof String words) {
                    reasons.add(words);
                    if (words.endsWith(".")) {
                        sentences.add(Path.of(unit.getSourceFile().toUri()).getFileName() + ": " + words);
                    }
                }
            }
            return super.visitMethodInvocation(call, unit);
        }

        private static ExpressionTree end(ExpressionTree words) {
            return words instanceof BinaryTree sum ? end(sum.getRightOperand()) : words;
        }
    }
}
