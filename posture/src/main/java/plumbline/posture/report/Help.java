package plumbline.posture.report;

import java.util.stream.Collectors;
import plumbline.posture.check.About;
import plumbline.posture.check.Controls;
import plumbline.posture.check.Subject;

/// What a check is for and how to satisfy it, as help beside a result and as documentation.
final class Help {
    private Help() {}

    static String text(About check) {
        return check.advice().why() + "\n\n" + check.advice().fix() + "\n\n" + patch(check);
    }

    static String markdown(About check) {
        return "**Why.** " + check.advice().why() + "\n\n**Fix.** "
                + check.advice().fix() + "\n\n```hcl\n" + patch(check) + "\n```\n\n**Controls.** " + controls(check)
                + "\n";
    }

    /// `CLD.9.5.1 Segregation in virtual computing environments; 13.1.3 …`
    static String controls(About check) {
        return check.controls().stream()
                .map(control -> control.id() + " " + control.title())
                .collect(Collectors.joining("; "));
    }

    /// The control ids alone: `CLD.9.5.1, 13.1.3`.
    static String controlIds(About check) {
        return check.controls().stream().map(Controls::id).collect(Collectors.joining(", "));
    }

    private static String patch(About check) {
        return check.advice()
                .patchFor(new Subject("", "", "", new Subject.Kind("aws_instance", "this"), Subject.Scope.RESOURCE));
    }
}
