package plumbline.posture.check;

import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Unknown;

/// What a check found about one subject.
public record Outcome(Subject subject, Verdict verdict) {
    /// The outcome for a resource; where it may not exist at all, a failure is not certain.
    public static Outcome of(Resource resource, Verdict verdict) {
        Unknown uncertain = resource.uncertain();
        return new Outcome(Subject.of(resource), uncertain == null ? verdict : verdict.given(uncertain));
    }
}
