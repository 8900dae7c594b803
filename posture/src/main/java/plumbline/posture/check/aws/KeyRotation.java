package plumbline.posture.check.aws;

import java.util.List;
import java.util.Locale;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Check;
import plumbline.posture.check.Controls;
import plumbline.posture.check.Flag;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.hcl.Range;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Value;

/// KEY-01. AWS rotates symmetric encryption keys of its own making only; of other keys rotation cannot be asked.
final class KeyRotation implements Check {
    private static final String ROTATION = "enable_key_rotation";

    private static final About ABOUT = new About(
            "KEY-01",
            "KMS keys rotate by themselves",
            Severity.MEDIUM,
            List.of(Controls.KEY_MANAGEMENT),
            new Advice(
                    "The longer one key encrypts, the more data a single leak or a broken key opens. Rotation limits "
                            + "that to one period, and costs neither a new key id nor re-encryption.",
                    "Set enable_key_rotation to true; rotation_period_in_days sets the period, one year if left out.",
                    """
                    resource "aws_kms_key" "{name}" {
                      enable_key_rotation = true
                    }
                    """));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Outcome> inspect(Tree tree) {
        return tree.managed("aws_kms_key").stream()
                .map(key -> Outcome.of(key, judge(key)))
                .toList();
    }

    private static Verdict judge(Resource key) {
        Range place = key.rangeOf(ROTATION);
        Flag rotation = Flag.of(key.value(ROTATION));
        Value kind = kind(key);
        if (kind.isUnknown()) {
            return rotation.isOn()
                    ? Verdict.pass(place, "rotation is on")
                    : Verdict.unknown(place, "what kind of key it is " + Words.why(kind) + ", and rotation is not on");
        }
        String fixed = kind.asText().orElse("");
        if (!fixed.isEmpty()) {
            return rotation.isOn()
                    ? Verdict.fail(place, "rotation is asked of " + fixed + ", which AWS never rotates")
                    : Verdict.pass(place, "it is " + fixed + ", to which automatic rotation does not apply");
        }
        return switch (rotation) {
            case ON -> Verdict.pass(place, "rotation is on");
            case OFF -> Verdict.fail(place, "rotation is switched off");
            case UNSET -> Verdict.fail(place, "rotation is not switched on, and AWS leaves it off");
            case UNKNOWN -> Verdict.unknown(place, "its " + ROTATION + " " + Words.why(key.value(ROTATION)));
        };
    }

    /// What makes the key one that AWS does not rotate, in words; null if it rotates.
    private static Value kind(Resource key) {
        Value usage = key.value("key_usage");
        Value spec = key.value("customer_master_key_spec");
        Value store = key.value("custom_key_store_id");
        if (usage.isUnknown() || spec.isUnknown()) {
            return usage.isUnknown() ? usage : spec;
        }
        String use = usage.asText().orElse("ENCRYPT_DECRYPT").toUpperCase(Locale.ROOT);
        String shape = spec.asText().orElse("SYMMETRIC_DEFAULT").toUpperCase(Locale.ROOT);
        if (!use.equals("ENCRYPT_DECRYPT")) {
            return Value.of("a key for " + use);
        }
        if (!shape.equals("SYMMETRIC_DEFAULT")) {
            return Value.of("an asymmetric or HMAC key (" + shape + ")");
        }
        return Value.of(store.isNull() ? "" : "a key in a custom key store");
    }
}
