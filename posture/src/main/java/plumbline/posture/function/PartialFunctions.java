package plumbline.posture.function;

import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Conversion;
import plumbline.posture.value.Json;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Type;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// Functions that can say something although parts of their arguments are unknown.
final class PartialFunctions {
    private PartialFunctions() {}

    static @Nullable Value call(Arguments arguments) {
        return switch (arguments.name()) {
            case "timestamp", "plantimestamp", "uuid", "bcrypt", "rsadecrypt" ->
                Unknown.because(arguments.name() + " gives another result each time");
            case "sensitive", "nonsensitive", "ephemeralasnull" ->
                arguments.count(1, 1).get(0);
            case "issensitive" -> Unknown.because("sensitive marks are not followed");
            case "tostring" -> convert(arguments, Type.Primitive.STRING);
            case "tonumber" -> convert(arguments, Type.Primitive.NUMBER);
            case "tobool" -> convert(arguments, Type.Primitive.BOOL);
            case "tolist" -> convert(arguments, new Type.ListOf(Type.Primitive.ANY));
            case "toset" -> convert(arguments, new Type.SetOf(Type.Primitive.ANY));
            case "tomap" -> convert(arguments, new Type.MapOf(Type.Primitive.ANY));
            case "jsonencode" -> Json.encode(arguments.count(1, 1).get(0));
            case "jsondecode" -> Json.decode(arguments.count(1, 1).get(0));
            case "coalesce" -> coalesce(arguments);
            case "coalescelist" -> coalesceList(arguments);
            case "alltrue" -> truth(arguments, false);
            case "anytrue" -> truth(arguments, true);
            default -> {
                Value result = PartialLists.call(arguments);
                yield result != null ? result : PartialMaps.call(arguments);
            }
        };
    }

    private static Value convert(Arguments arguments, Type type) {
        return Conversion.convert(arguments.count(1, 1).get(0), type);
    }

    private static Value coalesce(Arguments arguments) {
        for (Value value : arguments.values()) {
            if (value instanceof Unknown) {
                return Unknown.from("", arguments.values());
            }
            if (!value.isNull() && !value.equals(new Text(""))) {
                return value;
            }
        }
        throw arguments.error("all arguments are null or empty");
    }

    private static Value coalesceList(Arguments arguments) {
        for (Value value : arguments.values()) {
            if (value instanceof Unknown || (value instanceof Sequence list && !list.isComplete())) {
                return Unknown.from("", arguments.values());
            }
            if (!value.items().isEmpty()) {
                return value;
            }
        }
        throw arguments.error("all arguments are empty");
    }

    private static Value truth(Arguments arguments, boolean stop) {
        Value list = arguments.count(1, 1).get(0);
        if (list instanceof Unknown) {
            return list;
        }
        Unknown open = arguments.sequence(0).rest();
        for (Value item : list.items()) {
            if (item instanceof Unknown unknown) {
                open = unknown;
            } else if (item.isNull()
                    ? !stop
                    : Conversion.convert(item, Type.Primitive.BOOL).equals(Value.of(stop))) {
                return Value.of(stop);
            }
        }
        return open == null ? Value.of(!stop) : open;
    }
}
