package plumbline.posture.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import plumbline.posture.expression.Environment;
import plumbline.posture.expression.Evaluator;
import plumbline.posture.expression.Scope;
import plumbline.posture.function.Host;
import plumbline.posture.hcl.Body;
import plumbline.posture.hcl.Body.Argument;
import plumbline.posture.hcl.Body.BlockNode;
import plumbline.posture.hcl.Expression;
import plumbline.posture.hcl.HclParser;
import plumbline.posture.hcl.Parsed;
import plumbline.posture.hcl.Range;
import plumbline.posture.hcl.Source;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Value;

/// Scores the parser and the evaluator against the language's specification cases: places of errors, and values of
/// arguments. What a case asks of a schema (`.hcldec`) beyond that is not looked at. `SpecificationScore TESTS`
final class SpecificationScore {
    private static final Host NO_FILES = new Host() {
        @Override
        public Optional<byte[]> read(String path) {
            return Optional.empty();
        }

        @Override
        public List<String> list(String directory, String pattern) {
            return List.of();
        }

        @Override
        public void charge(long work) {}
    };

    private SpecificationScore() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> cases;
        try (var files = Files.walk(Path.of(arguments[0]))) {
            cases = files.filter(file -> file.toString().endsWith(".t"))
                    .sorted()
                    .toList();
        }
        for (Path expected : cases) {
            String stem = expected.toString().substring(0, expected.toString().length() - 2);
            System.out.println(expected.getFileName() + ": "
                    + verdict(parse(expected), parse(Path.of(stem + ".hcl")), parse(Path.of(stem + ".hcldec"))));
        }
    }

    private static Parsed parse(Path file) throws IOException {
        return HclParser.parse(Source.of(file.toString(), Files.readString(file)));
    }

    private static String verdict(Parsed expected, Parsed found, Parsed schema) {
        List<String> wanted = wantedErrors(expected.body());
        List<String> errors = found.diagnostics().stream()
                .map(diagnostic -> places(diagnostic.range()))
                .toList();
        if (!errors.isEmpty() || !wanted.isEmpty()) {
            return wanted.equals(errors) ? "right" : "errors at " + errors + " instead of " + wanted;
        }
        Expression result = expected.body().value("result");
        Environment environment = Environment.of(Scope.NONE);
        for (BlockNode block : schema.body().blocks()) {
            for (Argument variable :
                    block.type().equals("variables") ? block.body().arguments() : List.<Argument>of()) {
                environment = environment.with(variable.name(), value(variable.value(), environment));
            }
        }
        if (result == null || !(value(result, environment) instanceof Mapping mapping)) {
            return "right, as far as it is ours";
        }
        List<String> differences = new ArrayList<>();
        compare("", mapping, value(found.body(), environment), differences);
        return differences.isEmpty() ? "right" : String.join("; ", differences);
    }

    private static List<String> wantedErrors(Body expected) {
        List<String> places = new ArrayList<>();
        for (BlockNode diagnostics : expected.blocks()) {
            for (BlockNode error : diagnostics.type().equals("diagnostics")
                    ? diagnostics.body().blocks()
                    : List.<BlockNode>of()) {
                List<String> ends = new ArrayList<>();
                for (BlockNode end : error.body().blocks()) {
                    Value place = value(end.body(), Environment.of(Scope.NONE));
                    ends.add(place.get("line").asText().orElse("") + ":"
                            + place.get("column").asText().orElse(""));
                }
                places.add(String.join("-", ends));
            }
        }
        return places;
    }

    private static String places(Range range) {
        return range.start().line() + ":" + range.start().column() + "-"
                + range.end().line() + ":" + range.end().column();
    }

    private static Value value(Expression expression, Environment environment) {
        return new Evaluator(NO_FILES).evaluate(expression, environment);
    }

    /// A body as a value: arguments, and blocks by their types and labels.
    private static Value value(Body body, Environment environment) {
        Map<String, Value> entries = new TreeMap<>();
        body.arguments().forEach(argument -> entries.put(argument.name(), value(argument.value(), environment)));
        for (BlockNode block : body.blocks()) {
            Value inner = value(block.body(), environment);
            Map<String, Value> members = new TreeMap<>();
            if (entries.get(block.type()) instanceof Mapping earlier) {
                members.putAll(earlier.entries());
            }
            if (block.labels().isEmpty() && inner instanceof Mapping mapping) {
                members.putAll(mapping.entries());
            } else {
                members.put(block.label(0), inner);
            }
            entries.put(block.type(), Value.object(members));
        }
        return Value.object(entries);
    }

    private static void compare(String path, Mapping wanted, Value found, List<String> differences) {
        wanted.entries().forEach((name, value) -> {
            Value ours = found.get(name);
            if (value instanceof Mapping mapping) {
                compare(path + name + ".", mapping, ours, differences);
            } else if (!value.equals(ours)) {
                differences.add(path + name + " is " + ours + " instead of " + value);
            }
        });
    }
}
