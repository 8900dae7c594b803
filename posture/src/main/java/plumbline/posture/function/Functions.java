package plumbline.posture.function;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Bool;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Num;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;
import plumbline.posture.value.Weight;

/// Finds and calls built-in functions.
public final class Functions {
    /// What there is beside [PartialFunctions].
    private static final Set<String> STRICT = Set.of("""
            abs abspath base64decode base64encode base64gunzip base64gzip base64sha256 base64sha512 basename
            ceil chomp chunklist cidrcontains cidrhost cidrnetmask cidrsubnet cidrsubnets csvdecode dirname
            endswith file filebase64 filebase64sha256 filebase64sha512 fileexists filemd5 fileset filesha1
            filesha256 filesha512 floor format formatdate formatlist indent index jsondecode log lower
            matchkeys max md5 min parseint pathexpand pow range regex regexall replace setintersection
            setproduct setsubtract setunion sha1 sha256 sha512 signum slice sort split startswith
            strcontains strrev substr sum textdecodebase64 textencodebase64 timeadd timecmp title transpose
            trim trimprefix trimspace trimsuffix upper urldecode urlencode uuidv5 yamldecode yamlencode
            """.strip().split("\\s+"));

    /// A value takes memory as well as time.
    private static final int VALUE_STEPS = 5;

    private Functions() {}

    /// The result of a function. A [ValueError] says what is wrong with the name or the arguments.
    public static Value call(String written, List<Value> values, Host host) {
        String name = written.startsWith("core::") ? written.substring("core::".length()) : written;
        if (name.contains("::")) {
            return Unknown.from("function " + name + " belongs to a provider", values);
        }
        Arguments arguments = new Arguments(name, values);
        host.charge(work(name, values));
        Value result = result(arguments, host);
        host.charge((long) VALUE_STEPS * Weight.of(result));
        return result;
    }

    private static Value result(Arguments arguments, Host host) {
        Value result = PartialFunctions.call(arguments);
        if (result != null) {
            return result;
        }
        String name = arguments.name();
        List<Value> values = arguments.values();
        for (Value value : values) {
            if (!value.isKnown()) {
                requireFunction(name);
                return Unknown.from("an argument of " + name + " is unknown", values);
            }
        }
        result = strict(arguments, host);
        if (result == null) {
            requireFunction(name);
        }
        return result == null ? Null.NULL : result;
    }

    /// Roughly how long a call takes: the size of what it looks at, more for patterns, which may look again and again.
    private static long work(String name, List<Value> values) {
        long work = name.startsWith("regex") || name.equals("replace") ? 1_000 : 1;
        for (Value value : values) {
            work += switch (value) {
                case Sequence sequence -> sequence.weight();
                case Mapping mapping -> mapping.weight();
                case Text text -> text.text().length() / 16;
                case Null _, Bool _, Num _, Unknown _ -> 0;
            };
        }
        return work;
    }

    private static @Nullable Value strict(Arguments arguments, Host host) {
        Value result = TextFunctions.call(arguments);
        result = result != null ? result : NumberFunctions.call(arguments);
        result = result != null ? result : CollectionFunctions.call(arguments);
        result = result != null ? result : SetFunctions.call(arguments);
        result = result != null ? result : EncodingFunctions.call(arguments);
        result = result != null ? result : HashFunctions.call(arguments, host);
        result = result != null ? result : NetworkFunctions.call(arguments);
        result = result != null ? result : TimeFunctions.call(arguments);
        return result != null ? result : FileFunctions.call(arguments, host);
    }

    private static void requireFunction(String name) {
        if (!STRICT.contains(name)) {
            throw new ValueError("there is no function called \"" + name + "\"");
        }
    }
}
