package plumbline.posture.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.posture.expression.Environment;
import plumbline.posture.expression.Trace;
import plumbline.posture.hcl.Body.Argument;
import plumbline.posture.hcl.Body.BlockNode;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Reference;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// A `module` block and its instances. One whose source is not in the tree has none: its outputs are unknown and refer
/// to the call.
final class DeclaredCall {
    private static final Set<String> META = Set.of("source", "version", "count", "for_each", "providers", "depends_on");

    /// An instance of a module takes memory as well as time.
    private static final int MODULE_STEPS = 5_000;

    private final ModuleInstance caller;
    private final BlockNode node;
    private final Loading loading;
    private final Session session;
    private @Nullable Expansion expansion;
    private @Nullable List<@Nullable ModuleInstance> children;

    DeclaredCall(ModuleInstance caller, BlockNode node, Loading loading) {
        this.caller = caller;
        this.node = node;
        this.loading = loading;
        this.session = loading.session();
    }

    private String address() {
        return caller.placement().prefix() + "module." + node.label(0);
    }

    private String id(String suffix) {
        String root = caller.placement().root();
        return (root.isEmpty() ? "" : root + "//") + address() + suffix;
    }

    private Expansion expansion() {
        Expansion known = expansion;
        if (known == null) {
            known = Expansion.of(node.body(), caller.environment().traced(), session);
            expansion = known;
        }
        return known;
    }

    private List<@Nullable ModuleInstance> children() {
        List<@Nullable ModuleInstance> known = children;
        if (known == null) {
            known = new ArrayList<>();
            children = known;
            ModuleSource target = loading.target(caller, node);
            for (Expansion.Instance instance : expansion().instances()) {
                session.charge(MODULE_STEPS);
                known.add(target == null ? null : child(target, instance));
            }
        }
        return known;
    }

    private ModuleInstance child(ModuleSource target, Expansion.Instance instance) {
        Environment environment = caller.environment().with(instance.names());
        Map<String, Cell> arguments = new LinkedHashMap<>();
        for (Argument argument : node.body().arguments()) {
            if (!META.contains(argument.name())) {
                arguments.put(
                        argument.name(),
                        new Cell(
                                argument.name(),
                                session,
                                trace -> session.evaluator().evaluate(argument.value(), environment.tracing(trace))));
            }
        }
        ModuleInstance.Placement placement = new ModuleInstance.Placement(
                caller.placement().root(),
                address() + instance.suffix() + ".",
                caller,
                arguments,
                caller.placement().depth() + 1);
        return new ModuleInstance(placement, target, loading, node);
    }

    /// The instances that could be found, in order.
    List<ModuleInstance> instances() {
        List<ModuleInstance> found = new ArrayList<>();
        for (ModuleInstance child : children()) {
            if (child != null) {
                found.add(child);
            }
        }
        return found;
    }

    /// Calls of modules that are not in the tree.
    void collect(List<ModuleCall> calls) {
        List<@Nullable ModuleInstance> known = children();
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i) == null) {
                Expansion.Instance instance = expansion().instances().get(i);
                Block body = new BlockEvaluator(session)
                        .top(node, caller.environment().with(instance.names()));
                calls.add(new ModuleCall(
                        id(instance.suffix()),
                        address() + instance.suffix(),
                        ModuleSource.sourceOf(node),
                        caller.providers().defaultName(),
                        Dependencies.add(body, node, caller),
                        instance.uncertain()));
            }
        }
    }

    /// All outputs of all instances, as the call alone stands for.
    Value value(Trace trace) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < children().size(); i++) {
            ModuleInstance child = children().get(i);
            values.add(child == null ? missing(i) : child.outputs(trace));
        }
        return expansion().combine(values);
    }

    /// One output of the instance with this key.
    Value output(@Nullable Value key, String output, Trace trace) {
        if (key instanceof Unknown) {
            Value all = value(trace);
            return Unknown.from("", List.of(key, all)).attribute(output);
        }
        Expansion known = expansion();
        Unknown uncertain = null;
        for (int i = 0; i < known.instances().size(); i++) {
            Expansion.Instance instance = known.instances().get(i);
            boolean wanted = key == null
                    ? known.kind() == Expansion.Kind.SINGLE
                    : instance.key() == null || key.asText().orElse("").equals(instance.key());
            if (wanted) {
                ModuleInstance child = children().get(i);
                return child == null ? missing(i).attribute(output) : child.outputValue(output, trace);
            }
            uncertain = instance.uncertain();
        }
        if (key == null && uncertain != null) {
            return uncertain;
        }
        Value named = key == null ? Value.of(output) : key;
        Value instances = value(trace);
        return instances instanceof Mapping || instances instanceof Sequence ? notFound(named) : Null.NULL;
    }

    private static Value notFound(Value key) {
        throw new ValueError("the module has no instance " + key.asText().orElse("of that key"));
    }

    private Unknown missing(int index) {
        String suffix = expansion().instances().get(index).suffix();
        return Unknown.of(new Reference(id(suffix), ""), "module \"" + node.label(0) + "\" is not in the scanned tree");
    }
}
