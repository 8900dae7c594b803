package plumbline.posture.terraform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import plumbline.posture.expression.Environment;
import plumbline.posture.expression.EvaluationError;
import plumbline.posture.expression.Scope;
import plumbline.posture.hcl.Body;
import plumbline.posture.hcl.Body.Argument;
import plumbline.posture.hcl.Diagnostic;
import plumbline.posture.hcl.HclParser;
import plumbline.posture.hcl.JsonSyntax;
import plumbline.posture.hcl.Parsed;
import plumbline.posture.hcl.Source;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// The values that a root module's variables are given, later ones over earlier ones: `terraform.tfvars`,
/// `*.auto.tfvars` by name, the files and the values of the options.
final class VariableFiles {
    private final Tree tree;
    private final Session session;

    VariableFiles(Tree tree, Session session) {
        this.tree = tree;
        this.session = session;
    }

    Map<String, Value> read(String directory, LoadOptions options) {
        Map<String, Value> values = new HashMap<>();
        List<String> files = tree.files(directory);
        for (String file : List.of("terraform.tfvars", "terraform.tfvars.json")) {
            if (files.contains(file)) {
                inTree(ModuleReader.path(directory, file), values);
            }
        }
        for (String file : files) {
            if (file.endsWith(".auto.tfvars") || file.endsWith(".auto.tfvars.json")) {
                inTree(ModuleReader.path(directory, file), values);
            }
        }
        for (Path file : options.variableFiles()) {
            given(file, values);
        }
        values.putAll(options.variables());
        return values;
    }

    private void inTree(String file, Map<String, Value> values) {
        try {
            add(Source.of(file, new String(tree.configuration(file), StandardCharsets.UTF_8)), values);
        } catch (ValueError error) {
            session.skip(file, error.reason());
        }
    }

    /// Reads a file that the caller named, wherever it is.
    private void given(Path file, Map<String, Value> values) {
        String name = file.toString().replace('\\', '/');
        try {
            add(Source.of(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8)), values);
        } catch (IOException error) {
            session.skip(name, "the variable file cannot be read");
        }
    }

    private void add(Source source, Map<String, Value> values) {
        Parsed parsed = source.file().endsWith(".json") ? JsonSyntax.parseValues(source) : HclParser.parse(source);
        for (Diagnostic diagnostic : parsed.diagnostics()) {
            session.report(diagnostic);
            session.skip(source.file(), "in part: " + diagnostic);
        }
        Body body = parsed.body();
        for (Argument argument : body.arguments()) {
            try {
                values.put(argument.name(), session.evaluator().evaluate(argument.value(), Environment.of(Scope.NONE)));
            } catch (EvaluationError error) {
                values.put(argument.name(), session.failed(error));
            }
        }
    }
}
