package plumbline.posture.terraform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.posture.hcl.Body.BlockNode;
import plumbline.posture.hcl.Diagnostic;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// One load: finds the roots, evaluates them, and collects what there is.
final class Loading {
    private final Session session;
    private final Tree tree;
    private final LoadOptions options;
    private final ModuleReader reader;
    private final Set<String> visited = new LinkedHashSet<>();
    private final List<Resource> resources = new ArrayList<>();
    private final List<ModuleCall> calls = new ArrayList<>();

    Loading(Tree tree, LoadOptions options) {
        this.tree = tree;
        this.options = options;
        this.session = new Session(tree, options);
        this.reader = new ModuleReader(tree, session);
    }

    Session session() {
        return session;
    }

    Loaded load() {
        List<String> directories = tree.directories(session);
        Set<String> called = new LinkedHashSet<>();
        for (String directory : directories) {
            for (BlockNode call : reader.read(directory).calls.values()) {
                String target = local(directory, call);
                if (target != null && !target.equals(directory)) {
                    called.add(target);
                }
            }
        }
        for (String directory : directories) {
            // What was asked for is a root, though an example below it may call it.
            if (directory.isEmpty() || !called.contains(directory)) {
                root(directory);
            }
        }
        for (String directory : directories) {
            if (!visited.contains(directory)) {
                root(directory);
            }
        }
        return new Loaded(new ResourceGraph(resources, calls), session.skipped(), session.diagnostics());
    }

    private void root(String directory) {
        visited.add(directory);
        session.enterRoot(directory);
        Map<String, Cell> arguments = new HashMap<>();
        new VariableFiles(tree, session)
                .read(directory, options)
                .forEach((name, value) -> arguments.put(name, known(name, value)));
        reader.roots(directory).forEach((root, source) -> {
            ModuleInstance.Placement placement = new ModuleInstance.Placement(root, "", null, arguments, 0);
            collect(new ModuleInstance(placement, source, this, null));
        });
    }

    private Cell known(String name, Value value) {
        return new Cell(name, session, _ -> value);
    }

    private void collect(ModuleInstance module) {
        module.managed().values().forEach(resource -> guarded(() -> resource.collect(resources), module));
        module.data().values().forEach(resource -> guarded(() -> resource.collect(resources), module));
        for (DeclaredCall call : module.calls().values()) {
            guarded(() -> call.collect(calls), module);
            guarded(() -> call.instances().forEach(this::collect), module);
        }
    }

    /// What stops the evaluation as a whole leaves out the rest of this module and says so.
    private void guarded(Runnable work, ModuleInstance module) {
        try {
            work.run();
        } catch (ValueError error) {
            session.skip(module.source().directory(), error.reason() + "; the rest was not evaluated");
        }
    }

    private @Nullable String local(String directory, BlockNode call) {
        String source = ModuleSource.sourceOf(call);
        if (!ModuleSource.isLocal(source)) {
            return null;
        }
        try {
            return tree.module(directory, source);
        } catch (ValueError refused) {
            return null;
        }
    }

    /// The module that a call means; null, with the reason noted, if it is not in the tree or calls itself.
    @Nullable ModuleSource target(ModuleInstance caller, BlockNode call) {
        String source = ModuleSource.sourceOf(call);
        try {
            if (!ModuleSource.isLocal(source)) {
                throw new ValueError(
                        source.isEmpty()
                                ? "its source is no fixed text"
                                : "its source " + source + " is not in the tree");
            }
            String directory = tree.module(caller.source().directory(), source);
            visited.add(directory);
            if (caller.isWithin(directory)) {
                throw new ValueError("it calls itself");
            }
            if (caller.placement().depth() >= options.limits().moduleDepth()) {
                throw new ValueError(
                        "modules nest more than " + options.limits().moduleDepth() + " deep");
            }
            return reader.read(directory);
        } catch (ValueError error) {
            String file = call.range().file();
            String what =
                    "module \"" + call.label(0) + "\" (line " + call.range().line() + ") was not evaluated: ";
            session.skip(
                    new Skipped(file, caller.placement().prefix() + "module." + call.label(0), what + error.reason()));
            session.report(Diagnostic.warning(call.header(), "Module not evaluated", error.reason() + "."));
            return null;
        }
    }

    /// A directory as seen from another, both relative to the scanned path, as `path.module` gives it.
    static String relative(String from, String to) {
        String path = Path.of("/x/x/x/x/x/x/x/x")
                .resolve(from)
                .normalize()
                .relativize(Path.of("/x/x/x/x/x/x/x/x").resolve(to).normalize())
                .toString()
                .replace('\\', '/');
        return path.isEmpty() ? "." : path;
    }
}
