package plumbline.bench.scan;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Scores the checks against a folder of labelled cases: `CorpusScore FOLDER`.
///
/// File level: a flawed file with a failure of the mapped check is found, one without is missed; a clean file with one
/// is a false alarm. Line level: a failure within two lines of the expected one, or in the same block. Unknown counts
/// as neither, and is shown apart. Each figure comes twice: over all labels, and without the disputed ones.
public final class CorpusScore {
    private final Path root;
    private final PrintStream out;

    private CorpusScore(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("arguments must be one folder of labelled cases");
        }
        Labels labels = Labels.load();
        Path root = Path.of(args[0]);
        List<Case> cases = new Corpus(root, labels).cases();
        new CorpusScore(root, System.out).print(cases, labels);
    }

    private void print(List<Case> cases, Labels labels) throws IOException {
        Predicate<Case> undisputed = one -> !labels.disputed().containsKey(one.name());
        out.printf(
                "%-8s %6s %6s %6s %6s %8s %8s %8s %8s%n",
                "check", "files", "found", "missed", "false", "precis.", "recall", "unknown", "lines");
        for (String check : new TreeSet<>(cases.stream().map(Case::check).toList())) {
            row(check, cases.stream().filter(one -> one.check().equals(check)).toList());
        }
        row("all", cases);
        row("agreed", cases.stream().filter(undisputed).toList());
        out.println();
        for (Case one : cases) {
            if (!one.agrees()) {
                out.printf(
                        "%s %s: %s, we say %s%s%n",
                        one.check(),
                        one.name(),
                        one.flawed() ? "flawed" : "clean",
                        one.verdict().name().toLowerCase(Locale.ROOT),
                        undisputed.test(one)
                                ? ""
                                : " (disputed: " + labels.disputed().get(one.name()) + ")");
            }
        }
    }

    private void row(String name, List<Case> cases) throws IOException {
        long found = count(cases, one -> one.flawed() && one.verdict() == Case.Verdict.FAIL);
        long missed = count(cases, one -> one.flawed() && one.verdict() != Case.Verdict.FAIL);
        long alarms = count(cases, one -> !one.flawed() && one.verdict() == Case.Verdict.FAIL);
        long unknown = count(cases, one -> one.verdict() == Case.Verdict.UNKNOWN);
        int lines = 0;
        int linesFound = 0;
        for (Case one : cases) {
            for (int line : one.expected()) {
                lines++;
                linesFound += isFound(one, line) ? 1 : 0;
            }
        }
        out.printf(
                Locale.ROOT,
                "%-8s %6d %6d %6d %6d %7s%% %7s%% %7s%% %4d/%d%n",
                name,
                cases.size(),
                found,
                missed,
                alarms,
                percent(found, found + alarms),
                percent(found, found + missed),
                percent(unknown, cases.size()),
                linesFound,
                lines);
    }

    private boolean isFound(Case one, int line) throws IOException {
        List<String> text = Files.readAllLines(root.resolve(one.name()));
        return one.found().stream()
                .anyMatch(found -> Math.abs(found - line) <= 2 || block(text, found) == block(text, line));
    }

    /// The line at which the outermost block around a line begins.
    private static int block(List<String> text, int line) {
        for (int i = Math.min(line, text.size()); i > 0; i--) {
            String at = text.get(i - 1);
            if (!at.isBlank()
                    && Character.isLetter(at.charAt(0))
                    && at.stripTrailing().endsWith("{")) {
                return i;
            }
        }
        return 0;
    }

    private static long count(List<Case> cases, Predicate<Case> which) {
        return cases.stream().filter(which).count();
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
    }
}
