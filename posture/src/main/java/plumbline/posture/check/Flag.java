package plumbline.posture.check;

import plumbline.posture.value.Bool;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Num;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// A switch as the source sets it.
public enum Flag {
    ON,
    OFF,
    UNSET,
    UNKNOWN;

    /// Reads booleans, and the texts `true` and `false` in any case; an empty text is unset, other values are unknown.
    public static Flag of(Value value) {
        return switch (value) {
            case Null _ -> UNSET;
            case Bool(boolean on) -> on ? ON : OFF;
            case Text(String text) when text.equalsIgnoreCase("true") -> ON;
            case Text(String text) when text.equalsIgnoreCase("false") -> OFF;
            case Text(String text) when text.isEmpty() -> UNSET;
            case Text _, Num _, Sequence _, Mapping _, Unknown _ -> UNKNOWN;
        };
    }

    public boolean isOn() {
        return this == ON;
    }

    public boolean isUnknown() {
        return this == UNKNOWN;
    }
}
