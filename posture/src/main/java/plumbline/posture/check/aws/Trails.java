package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Check;
import plumbline.posture.check.Controls;
import plumbline.posture.check.Flag;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Subject;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.hcl.Range;
import plumbline.posture.terraform.Resource;

/// LOG-01. Where the tree has no trail the account may still have one, made elsewhere: that is unknown, once a scan.
final class Trails implements Check {
    private static final String ACCOUNT = "account.aws";

    private static final About ABOUT = new About(
            "LOG-01",
            "A CloudTrail trail records all regions",
            Severity.HIGH,
            List.of(Controls.EVENT_LOGGING, Controls.OPERATOR_LOGS),
            new Advice(
                    "Without a trail nobody can tell who did what to the account. A trail of one region misses "
                            + "whoever works in another one, and one without global events misses identity changes.",
                    "Keep one trail that is on, covers all regions and includes global service events. If another "
                            + "repository makes the trail, say so in an exception.",
                    """
                    resource "aws_cloudtrail" "{name}" {
                      enable_logging                = true
                      is_multi_region_trail         = true
                      include_global_service_events = true
                      enable_log_file_validation    = true
                    }
                    """));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Outcome> inspect(Tree tree) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Resource trail : tree.managed("aws_cloudtrail")) {
            outcomes.add(Outcome.of(trail, judge(trail)));
        }
        if (outcomes.isEmpty()) {
            firstOfAws(tree)
                    .ifPresent(
                            place -> outcomes.add(
                                    new Outcome(
                                            Subject.account(ACCOUNT),
                                            Verdict.unknown(
                                                    place,
                                                    "no trail is declared here; whether the account has one cannot be told from this tree"))));
        }
        return outcomes;
    }

    private static Optional<Range> firstOfAws(Tree tree) {
        return tree.graph().resources().stream()
                .filter(resource -> resource.mode() == Resource.Mode.MANAGED
                        && resource.type().startsWith("aws_"))
                .map(Resource::range)
                .min(Places.ORDER);
    }

    private static Verdict judge(Resource trail) {
        return Verdict.all(List.of(
                flag(trail, "enable_logging", true, "logging is on", "logging is switched off"),
                flag(trail, "is_multi_region_trail", false, "all regions are recorded", "it records a single region"),
                flag(
                        trail,
                        "include_global_service_events",
                        true,
                        "global services are included",
                        "it leaves out global services such as IAM")));
    }

    private static Verdict flag(Resource trail, String name, boolean unset, String yes, String no) {
        Range place = trail.rangeOf(name);
        return switch (Flag.of(trail.value(name))) {
            case ON -> Verdict.pass(place, yes);
            case OFF -> Verdict.fail(place, no);
            case UNSET -> unset ? Verdict.pass(place, yes) : Verdict.fail(place, no + ", for " + name + " is not set");
            case UNKNOWN -> Verdict.unknown(place, "its " + name + " " + Words.why(trail.value(name)));
        };
    }
}
