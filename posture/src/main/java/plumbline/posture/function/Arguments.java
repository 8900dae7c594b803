package plumbline.posture.function;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import plumbline.posture.value.Conversion;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Type;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// The arguments of one call, each asked for by position as what it must be.
record Arguments(String name, List<Value> values) {
    int size() {
        return values.size();
    }

    Value get(int index) {
        if (index >= values.size()) {
            throw new ValueError(name + " needs more than " + values.size() + " arguments");
        }
        return values.get(index);
    }

    /// Refuses any other number of arguments.
    Arguments count(int least, int most) {
        if (values.size() < least || values.size() > most) {
            String wanted =
                    least == most ? "" + least : most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
            throw new ValueError(name + " takes " + wanted + " arguments, but is given " + values.size());
        }
        return this;
    }

    String text(int index) {
        Value value = converted(index, Type.Primitive.STRING);
        if (value instanceof Text(String text)) {
            return text;
        }
        throw misfit(index, "a string");
    }

    BigDecimal number(int index) {
        return converted(index, Type.Primitive.NUMBER).asNumber().orElseThrow(() -> misfit(index, "a number"));
    }

    int integer(int index) {
        try {
            return number(index).intValueExact();
        } catch (ArithmeticException notWhole) {
            throw new ValueError(name + ": argument " + (index + 1) + " must be a whole number of ordinary size");
        }
    }

    boolean bool(int index) {
        return converted(index, Type.Primitive.BOOL).asBoolean().orElseThrow(() -> misfit(index, "a bool"));
    }

    Sequence sequence(int index) {
        if (get(index) instanceof Sequence sequence) {
            return sequence;
        }
        throw misfit(index, "a list or set");
    }

    Mapping mapping(int index) {
        if (get(index) instanceof Mapping mapping) {
            return mapping;
        }
        throw misfit(index, "a map or object");
    }

    /// The members of a sequence as texts.
    List<String> texts(int index) {
        List<String> texts = new ArrayList<>();
        for (Value item : sequence(index).items()) {
            texts.add(item.asText().orElseThrow(() -> misfit(index, "a list of strings")));
        }
        return texts;
    }

    private Value converted(int index, Type type) {
        try {
            return Conversion.convert(get(index), type);
        } catch (ValueError error) {
            throw error.in(name + ": argument " + (index + 1) + ": ");
        }
    }

    ValueError misfit(int index, String wanted) {
        return new ValueError(
                name + ": argument " + (index + 1) + " must be " + wanted + ", but is " + Conversion.kind(get(index)));
    }

    ValueError error(String what) {
        return new ValueError(name + ": " + what);
    }

    ValueError limit(String what) {
        return ValueError.limit(name + ": " + what);
    }
}
