package plumbline.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.server.platform.StartFailure;

/// The words after `plumbline admin COMMAND`: what stands alone, and options with their values.
record AdminOptions(List<String> words, Map<String, List<String>> options) {

    /// Reads the words; an option that is not among the known ones is refused.
    static AdminOptions parse(List<String> arguments, Set<String> withValue, Set<String> flags) {
        var words = new ArrayList<String>();
        var options = new LinkedHashMap<String, List<String>>();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            var name = equals < 0 ? argument : argument.substring(0, equals);
            if (!argument.startsWith("--")) {
                words.add(argument);
            } else if (flags.contains(name) && equals < 0) {
                options.put(name, List.of());
            } else if (withValue.contains(name) && (equals >= 0 || rest.hasNext())) {
                options.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(equals >= 0 ? argument.substring(equals + 1) : rest.next());
            } else {
                throw new StartFailure(
                        withValue.contains(name)
                                ? name + " needs a value."
                                : name + " is not an option of this command.");
            }
        }
        return new AdminOptions(words, options);
    }

    /// The one word that must stand alone.
    String word(String what) {
        if (words.size() != 1) {
            throw new StartFailure("Say one " + what + ", not " + words.size() + ": plumbline admin --help");
        }
        return words.getFirst();
    }

    void noWords() {
        if (!words.isEmpty()) {
            throw new StartFailure("\"" + words.getFirst() + "\" is one word too many: plumbline admin --help");
        }
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    List<String> all(String name) {
        return options.getOrDefault(name, List.of());
    }

    Optional<String> one(String name) {
        var values = all(name);
        if (values.size() > 1) {
            throw new StartFailure(name + " may be given once.");
        }
        return values.stream().findFirst();
    }

    String needed(String name) {
        return one(name).orElseThrow(() -> new StartFailure(name + " must be given: plumbline admin --help"));
    }
}
