package plumbline.posture.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import plumbline.posture.CheckResult;
import plumbline.posture.Decision;
import plumbline.posture.ScanReport;
import plumbline.posture.Snippet;
import plumbline.posture.Summary;
import plumbline.posture.check.About;
import plumbline.posture.check.Result;
import plumbline.posture.check.Severity;
import plumbline.posture.terraform.Skipped;

/// The report for people: failures first, the worst on top, each check explained once with its places below; then what
/// could not be told; then the count. What came to the terminal last is what matters most, so the count ends it.
public final class TextReport {
    /// So many places of one check are shown with their source; further ones take a line each.
    private static final int SHOWN_IN_FULL = 3;

    /// So many instances of one resource that fail alike are listed; of more, only the first.
    private static final int ALIKE = 5;

    private final ScanReport report;
    private final TextStyle style;
    private final Page page;

    private TextReport(ScanReport report, TextStyle style) {
        this.report = report;
        this.style = style;
        this.page = new Page(style);
    }

    public static String of(ScanReport report, TextStyle style) {
        return new TextReport(report, style).text();
    }

    private String text() {
        failures();
        unknowns();
        if (style.passes()) {
            passes();
        }
        skipped();
        summary();
        return page.text();
    }

    private void failures() {
        for (Severity severity : Severity.worstFirst()) {
            byCheck(Result.FAIL, severity).forEach((check, results) -> {
                head(check, Result.FAIL, results.size());
                places(results);
                advice(check, results.getFirst());
            });
        }
    }

    /// Instances of one resource stand at one place, which is shown once.
    private void places(List<CheckResult> results) {
        String last = "";
        int shown = 0;
        for (List<CheckResult> alike : alike(results)) {
            String where = where(alike.getFirst());
            boolean isNew = !where.equals(last);
            int listed = alike.size() > ALIKE ? 1 : alike.size();
            place(alike.getFirst(), alike.size() - listed, isNew && shown < SHOWN_IN_FULL);
            alike.subList(1, listed).forEach(result -> place(result, 0, false));
            shown += isNew ? 1 : 0;
            last = where;
        }
    }

    /// Neighbours of one place and one reason, together.
    private static List<List<CheckResult>> alike(List<CheckResult> results) {
        List<List<CheckResult>> groups = new ArrayList<>();
        for (CheckResult result : results) {
            CheckResult last = groups.isEmpty() ? null : groups.getLast().getLast();
            if (last == null
                    || !where(last).equals(where(result))
                    || !last.reason().equals(result.reason())) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(result);
        }
        return groups;
    }

    private void head(About check, Result result, int count) {
        Ink ink = result == Result.FAIL ? ink(check.severity()) : Ink.YELLOW;
        String mark = result == Result.FAIL ? "✗ " : "? ";
        page.line(
                ink,
                mark + check.severity().word().toUpperCase(Locale.ROOT) + "  " + check.id() + "  " + check.title()
                        + (count > 1 ? " (" + count + " places)" : ""));
        page.gap();
    }

    private void place(CheckResult result, int more, boolean full) {
        String others = more == 0 ? "" : " and " + more + " more instances";
        page.pair(Ink.BOLD, address(result) + others, Ink.CYAN, where(result) + ":" + result.column());
        page.wrapped(4, sentence(result.reason()));
        if (full) {
            snippet(result.snippet());
        }
        page.gap();
    }

    private void snippet(Snippet snippet) {
        int digits = String.valueOf(snippet.first() + snippet.lines().size()).length();
        for (int i = 0; i < snippet.lines().size(); i++) {
            int number = snippet.first() + i;
            boolean marked = number == snippet.marked();
            String left = (marked ? "  > " : "    ")
                    + " ".repeat(digits - String.valueOf(number).length())
                    + number;
            page.source(left + " │ ", snippet.lines().get(i), marked);
        }
    }

    private void advice(About check, CheckResult first) {
        page.labelled("Why", check.advice().why());
        page.labelled("Fix", check.advice().fix());
        first.patch().lines().forEach(line -> page.source("        ", line, false));
        page.labelled("ISO", Help.controls(check));
        page.gap();
    }

    private void unknowns() {
        List<CheckResult> unknown = with(Result.UNKNOWN);
        if (unknown.isEmpty()) {
            return;
        }
        page.line(Ink.YELLOW, "? Could not be told: " + unknown.size());
        page.gap();
        for (CheckResult result : unknown) {
            page.pair(Ink.BOLD, result.check().id() + "  " + address(result), Ink.CYAN, where(result));
            page.wrapped(4, sentence(result.reason()));
        }
        page.gap();
    }

    private void passes() {
        for (CheckResult result : with(Result.PASS)) {
            page.pair(Ink.GREEN, "✓ " + result.check().id() + "  " + address(result), Ink.DIM, where(result));
        }
        page.gap();
    }

    private void skipped() {
        if (report.skipped().isEmpty()) {
            return;
        }
        page.line(Ink.YELLOW, "Not read: " + report.skipped().size());
        for (Skipped file : report.skipped()) {
            page.wrapped(2, Page.clean(file.file() + ": " + file.reason()));
        }
        page.gap();
    }

    private void summary() {
        Summary summary = report.summary();
        page.wrapped(
                0,
                count(summary.subjects(), "resource") + ", "
                        + count(report.checks().size(), "check") + " of "
                        + report.catalog().name() + ": "
                        + page.inked(Ink.RED, summary.count(Result.FAIL) + " failed") + severities(summary)
                        + ", " + page.inked(Ink.YELLOW, summary.count(Result.UNKNOWN) + " unknown") + ", "
                        + page.inked(Ink.GREEN, summary.count(Result.PASS) + " passed") + ".");
        Decision decision = report.decide(style.failOn());
        page.wrapped(
                0,
                switch (decision) {
                    case PASSED ->
                        report.results().isEmpty()
                                ? "There is nothing here that these checks look at, so this says nothing about it."
                                : "Nothing at or above " + style.failOn().word() + " failed or is unknown.";
                    case FINDINGS ->
                        "There are failures at or above " + style.failOn().word() + ".";
                    case UNDECIDED ->
                        "No failure at or above " + style.failOn().word() + ", but not everything there could be told.";
                });
    }

    private static String severities(Summary summary) {
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.worstFirst()) {
            int failed = summary.count(severity, Result.FAIL);
            if (failed > 0) {
                parts.add(failed + " " + severity.word());
            }
        }
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private Map<About, List<CheckResult>> byCheck(Result wanted, Severity severity) {
        Map<About, List<CheckResult>> found = new LinkedHashMap<>();
        for (About check : report.checks()) {
            for (CheckResult result : report.results()) {
                boolean same = result.check().equals(check) && result.result() == wanted;
                if (same && check.severity() == severity) {
                    found.computeIfAbsent(check, _ -> new ArrayList<>()).add(result);
                }
            }
        }
        return found;
    }

    private List<CheckResult> with(Result wanted) {
        return report.results().stream()
                .filter(result -> result.result() == wanted)
                .toList();
    }

    private static Ink ink(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> Ink.RED;
            case MEDIUM -> Ink.YELLOW;
            case LOW -> Ink.CYAN;
        };
    }

    private static String address(CheckResult result) {
        return Page.clean(result.subject().address());
    }

    private static String where(CheckResult result) {
        return Page.clean(result.file()) + ":" + result.line();
    }

    private static String sentence(String words) {
        String reason = Page.clean(words);
        int first = reason.codePointAt(0);
        return Character.toString(Character.toUpperCase(first)) + reason.substring(Character.charCount(first)) + ".";
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
