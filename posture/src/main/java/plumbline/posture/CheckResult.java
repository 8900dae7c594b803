package plumbline.posture;

import java.util.Comparator;
import plumbline.posture.check.About;
import plumbline.posture.check.Result;
import plumbline.posture.check.Subject;
import plumbline.posture.check.Verdict;
import plumbline.posture.hcl.Position;

/// What one check said of one subject, and where.
public record CheckResult(About check, Subject subject, Verdict verdict) {
    /// By place, then by check and address, so that two scans list the same things in the same order.
    static final Comparator<CheckResult> ORDER = Comparator.comparing(CheckResult::file)
            .thenComparingInt(CheckResult::line)
            .thenComparing(result -> result.check().id())
            .thenComparing(result -> result.subject().address())
            .thenComparingInt(CheckResult::column)
            .thenComparing(result -> result.subject().id());

    public Result result() {
        return verdict.result();
    }

    /// What decides it, in a few words.
    public String reason() {
        return verdict.reason();
    }

    /// The file, relative to the scanned path, with `/`.
    public String file() {
        return verdict.place().file();
    }

    public int line() {
        return verdict.place().line();
    }

    public int column() {
        return start().column();
    }

    /// Where it stands, from 1.
    public Position start() {
        return verdict.place().start();
    }

    /// The reason with the address it is about: a sentence that stands alone.
    public String message() {
        return subject.address() + ": " + reason();
    }

    /// How to mend it, in words.
    public String fix() {
        return check.advice().fix();
    }

    /// How to mend it, in source.
    public String patch() {
        return check.advice().patchFor(subject);
    }

    /// The line that decides it with a few around it.
    public Snippet snippet() {
        return Snippet.around(verdict.place());
    }

    boolean isOfAccount() {
        return subject.scope() == Subject.Scope.ACCOUNT;
    }
}
