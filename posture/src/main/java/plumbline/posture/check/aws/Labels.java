package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Check;
import plumbline.posture.check.Controls;
import plumbline.posture.check.Label;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.hcl.Range;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Value;

/// AST-01, for every resource that takes tags or labels. A provider's default tags count, where they apply.
final class Labels implements Check {
    private static final About ABOUT = new About(
            "AST-01",
            "Assets name their owner, data class and environment",
            Severity.MEDIUM,
            List.of(Controls.INVENTORY, Controls.LABELLING),
            new Advice(
                    "Nobody answers for an asset without an owner, and no rule can protect data by a class that is not "
                            + "written down. Other checks here read these labels too.",
                    "Set the tags owner, data_class (public, internal, confidential or restricted) and env, best as "
                            + "default tags of the provider with the exceptions on the resource.",
                    """
                    resource "{type}" "{name}" {
                      tags = {
                        owner      = "team-orders"
                        data_class = "internal"
                        env        = "prod"
                      }
                    }
                    """));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Outcome> inspect(Tree tree) {
        List<Outcome> outcomes = new ArrayList<>();
        Taggable taggable = Taggable.load();
        for (Resource resource : tree.graph().resources()) {
            boolean asset = resource.mode() == Resource.Mode.MANAGED
                    && taggable.takesTags(resource.type())
                    && !RegistryModules.isCall(resource);
            if (asset) {
                outcomes.add(Outcome.of(resource, judge(resource, taggable.argument(resource.type()))));
            }
        }
        return outcomes;
    }

    private static Verdict judge(Resource resource, String argument) {
        Range place = resource.rangeOf(argument);
        Value tags = argument.equals("tag") ? GroupMembers.groupTags(resource) : resource.tags();
        List<String> missing = new ArrayList<>();
        String doubt = null;
        for (Label label : Label.values()) {
            Value value = label.in(tags);
            if (value.isNull()) {
                missing.add(label.key());
            } else if (value.isUnknown() && isOpenEnded(tags, label)) {
                doubt = doubt == null ? Words.why(value) : doubt;
            }
        }
        if (!missing.isEmpty()) {
            return Verdict.fail(
                    place,
                    "it lacks the " + (missing.size() == 1 ? argument.replace("tags", "tag") : plural(argument)) + " "
                            + Words.list(missing));
        }
        return doubt == null
                ? Verdict.pass(place, "owner, data_class and env are set")
                : Verdict.unknown(place, "whether it has all " + plural(argument) + " " + doubt);
    }

    /// Whether a label may be missing, rather than be there with an unknown value.
    private static boolean isOpenEnded(Value tags, Label label) {
        return !label.isWrittenIn(tags);
    }

    private static String plural(String argument) {
        return argument.endsWith("s") ? argument : argument + "s";
    }
}
