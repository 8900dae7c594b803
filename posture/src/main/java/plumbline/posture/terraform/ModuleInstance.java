package plumbline.posture.terraform;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plumbline.posture.expression.Environment;
import plumbline.posture.expression.EvaluationError;
import plumbline.posture.expression.Scope;
import plumbline.posture.expression.Trace;
import plumbline.posture.expression.TypeParser;
import plumbline.posture.hcl.Body.BlockNode;
import plumbline.posture.hcl.Diagnostic;
import plumbline.posture.hcl.Expression;
import plumbline.posture.hcl.Range;
import plumbline.posture.value.Bool;
import plumbline.posture.value.Conversion;
import plumbline.posture.value.Null;
import plumbline.posture.value.Reference;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// One instance of a module: what its names mean. Everything is worked out when it is first asked for.
final class ModuleInstance implements Scope {
    private final Placement placement;
    private final ModuleSource source;
    private final Session session;
    private final Environment environment = Environment.of(this);
    private final Map<String, Cell> variables = new LinkedHashMap<>();
    private final Map<String, Cell> locals = new LinkedHashMap<>();
    private final Map<String, Cell> outputs = new LinkedHashMap<>();
    private final Map<String, DeclaredResource> managed = new LinkedHashMap<>();
    private final Map<String, DeclaredResource> data = new LinkedHashMap<>();
    private final Map<String, DeclaredCall> calls = new LinkedHashMap<>();
    private final Providers providers;

    /// Where an instance stands: `root` is its root module's directory or file, `prefix` what its addresses begin with,
    /// `parent` who called it, `arguments` what it was given.
    record Placement(
            String root, String prefix, @Nullable ModuleInstance parent, Map<String, Cell> arguments, int depth) {}

    ModuleInstance(Placement placement, ModuleSource source, Loading loading, @Nullable BlockNode call) {
        this.placement = placement;
        this.source = source;
        this.session = loading.session();
        ModuleInstance parent = placement.parent();
        this.providers = new Providers(source, environment, session, parent == null ? null : parent.providers, call);
        source.variables.forEach((name, block) ->
                variables.put(name, new Cell("var." + name, session, trace -> variable(name, block, trace))));
        source.locals.forEach((name, local) -> locals.put(
                name,
                new Cell(
                        "local." + name,
                        session,
                        trace -> session.evaluator().evaluate(local.value(), environment.tracing(trace)))));
        source.outputs.forEach((name, block) ->
                outputs.put(name, new Cell("output." + name, session, trace -> output(block, trace))));
        source.managed.forEach(
                (key, blocks) -> managed.put(key, new DeclaredResource(this, Resource.Mode.MANAGED, blocks, session)));
        source.data.forEach(
                (key, blocks) -> data.put(key, new DeclaredResource(this, Resource.Mode.DATA, blocks, session)));
        source.calls.forEach((name, block) -> calls.put(name, new DeclaredCall(this, block, loading)));
    }

    Placement placement() {
        return placement;
    }

    ModuleSource source() {
        return source;
    }

    Environment environment() {
        return environment;
    }

    Providers providers() {
        return providers;
    }

    Map<String, DeclaredResource> managed() {
        return managed;
    }

    Map<String, DeclaredResource> data() {
        return data;
    }

    Map<String, DeclaredCall> calls() {
        return calls;
    }

    /// Whether this directory is being evaluated already, here or by a caller.
    boolean isWithin(String directory) {
        for (ModuleInstance at = this; at != null; at = at.placement.parent()) {
            if (at.source.directory().equals(directory)) {
                return true;
            }
        }
        return false;
    }

    private String rootDirectory() {
        ModuleInstance parent = placement.parent();
        return parent == null ? source.directory() : parent.rootDirectory();
    }

    private Value variable(String name, BlockNode block, Trace trace) {
        Cell given = placement.arguments().get(name);
        Expression otherwise = block.body().value("default");
        Value value = given == null ? null : given.get(trace);
        boolean nullable =
                block.body().value("nullable") == null || !isFalse(block.body().value("nullable"));
        if (value == null || (value.isNull() && !nullable && otherwise != null)) {
            value = otherwise == null
                    ? Unknown.because("variable \"" + name + "\" has no value and no default")
                    : session.evaluator().evaluate(otherwise, Environment.of(Scope.NONE));
        }
        return converted(name, block, value);
    }

    private boolean isFalse(Expression expression) {
        return session.evaluator()
                .evaluate(expression, Environment.of(Scope.NONE))
                .equals(Bool.FALSE);
    }

    /// The value as the variable's type wants it; one that does not fit is reported and used as it is.
    private Value converted(String name, BlockNode block, Value value) {
        Expression type = block.body().value("type");
        if (type == null) {
            return value;
        }
        try {
            return Conversion.convert(value, new TypeParser(session.evaluator()).parse(type));
        } catch (EvaluationError error) {
            session.report(error.diagnostic());
        } catch (ValueError error) {
            session.report(Diagnostic.error(
                    block.header(), "Value does not fit variable \"" + name + "\"", error.reason() + "."));
        }
        return value;
    }

    private Value output(BlockNode block, Trace trace) {
        Expression value = block.body().value("value");
        return value == null ? Null.NULL : session.evaluator().evaluate(value, environment.tracing(trace));
    }

    /// The value of an output, for the caller.
    Value outputValue(String name, Trace trace) {
        Cell cell = outputs.get(name);
        if (cell == null) {
            throw new ValueError("the module has no output \"" + name + "\"");
        }
        return cell.get(trace);
    }

    Value outputs(Trace trace) {
        Map<String, Value> values = new LinkedHashMap<>();
        outputs.forEach((name, cell) -> values.put(name, cell.get(trace)));
        return Value.object(values);
    }

    @Override
    public Value reference(String root, String name, Range at, Trace trace) {
        return switch (root) {
            case "var" -> cell(variables, root, name, at, trace);
            case "local" -> cell(locals, root, name, at, trace);
            case "module" -> {
                DeclaredCall call = calls.get(name);
                yield call == null ? undeclared("module." + name, at) : call.value(trace);
            }
            case "path" -> path(name);
            case "terraform", "tofu" ->
                name.equals("workspace")
                        ? Value.of(session.workspace())
                        : Unknown.because(root + "." + name + " is not known before it runs");
            case "each" -> throw new ValueError("each can be used only where for_each is set");
            case "count" -> throw new ValueError("count can be used only where count is set");
            case "self" -> Unknown.because("self is known only when it exists");
            default -> resource(managed, "", root + "." + name, at, trace);
        };
    }

    @Override
    public Value data(String type, String name, Range at, Trace trace) {
        return resource(data, "data.", type + "." + name, at, trace);
    }

    @Override
    public Value output(String module, @Nullable Value key, String output, Range at, Trace trace) {
        DeclaredCall call = calls.get(module);
        return call == null ? undeclared("module." + module, at).attribute(output) : call.output(key, output, trace);
    }

    private Value cell(Map<String, Cell> cells, String root, String name, Range at, Trace trace) {
        Cell cell = cells.get(name);
        if (cell != null) {
            return cell.get(trace);
        }
        String reason = root + "." + name + " is not declared in this module";
        session.report(Diagnostic.warning(at, "Undeclared name", reason + "."));
        return Unknown.because(reason);
    }

    private Value resource(Map<String, DeclaredResource> resources, String kind, String key, Range at, Trace trace) {
        DeclaredResource resource = resources.get(key);
        return resource == null ? undeclared(kind + key, at) : resource.value(at, trace);
    }

    /// What is declared nowhere is unknown but keeps its name: part of a configuration is often all there is to scan.
    private Unknown undeclared(String address, Range at) {
        String reason = address + " is not declared in this module";
        session.report(Diagnostic.warning(at, "Undeclared name", reason + "."));
        String root = placement.root().isEmpty() ? "" : placement.root() + "//";
        return Unknown.of(new Reference(root + placement.prefix() + address, ""), reason);
    }

    private Value path(String name) {
        return switch (name) {
            case "module" -> Value.of(Loading.relative(rootDirectory(), source.directory()));
            case "root" -> Value.of(".");
            default -> Unknown.because("path." + name + " depends on where it is run");
        };
    }
}
