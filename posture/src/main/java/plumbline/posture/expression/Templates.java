package plumbline.posture.expression;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plumbline.posture.function.Host;
import plumbline.posture.hcl.HclParser;
import plumbline.posture.hcl.ParsedExpression;
import plumbline.posture.hcl.Source;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// `templatefile` and `templatestring`: templates with names of their own.
final class Templates {
    private static final int DEEPEST = 10;

    private final Evaluator evaluator;
    private final Host host;
    private final Map<Source, ParsedExpression> parsed = new HashMap<>();
    private final Map<String, Source> sources = new HashMap<>();
    private int depth;

    Templates(Evaluator evaluator, Host host) {
        this.evaluator = evaluator;
        this.host = host;
    }

    Value file(List<Value> arguments) {
        if (arguments.size() != 2) {
            throw new ValueError("templatefile takes a path and a map");
        }
        if (!(arguments.getFirst() instanceof Text(String path))) {
            return Unknown.from("templatefile needs a path", arguments);
        }
        byte[] content =
                host.read(path).orElseThrow(() -> new ValueError("templatefile: there is no file \"" + path + "\""));
        return render(path, new String(content, StandardCharsets.UTF_8), arguments.get(1));
    }

    Value text(List<Value> arguments) {
        if (arguments.size() != 2) {
            throw new ValueError("templatestring takes a template and a map");
        }
        if (!(arguments.getFirst() instanceof Text(String text))) {
            return Unknown.from("templatestring needs a template", arguments);
        }
        return render("template", text, arguments.get(1));
    }

    private Value render(String name, String text, Value values) {
        if (values instanceof Unknown) {
            return values;
        }
        if (!(values instanceof Mapping mapping)) {
            throw new ValueError("the values of a template must be a map");
        }
        host.charge(text.length() / 16);
        Source source = sources.computeIfAbsent(name + "\n" + text, _ -> Source.of(name, text));
        ParsedExpression template = parsed.computeIfAbsent(source, HclParser::parseTemplate);
        if (template.expression() == null) {
            throw new ValueError("template " + template.diagnostics().getFirst());
        }
        if (++depth > DEEPEST) {
            depth--;
            throw new ValueError("templates call each other more than " + DEEPEST + " deep");
        }
        try {
            Value result = evaluator.evaluate(
                    template.expression(), Environment.of(Scope.NONE).with(mapping.entries()));
            return result.isNull() ? Value.of("") : result;
        } catch (EvaluationError error) {
            throw depth > 1 ? error : error.in("template " + error.diagnostic().range());
        } finally {
            depth--;
        }
    }
}
