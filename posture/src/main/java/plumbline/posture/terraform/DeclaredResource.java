package plumbline.posture.terraform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.posture.expression.Environment;
import plumbline.posture.expression.Trace;
import plumbline.posture.hcl.Body.BlockNode;
import plumbline.posture.hcl.Range;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Reference;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// A resource or data source as a module declares it, and its instances. A module should declare an address once; where
/// files that do not belong together share a directory, each file means its own.
final class DeclaredResource {
    private final List<Declaration> declarations = new ArrayList<>();
    private final ModuleInstance module;
    private final Resource.Mode mode;
    private final Session session;
    private final BlockEvaluator blocks;

    DeclaredResource(ModuleInstance module, Resource.Mode mode, List<BlockNode> nodes, Session session) {
        this.module = module;
        this.mode = mode;
        this.session = session;
        this.blocks = new BlockEvaluator(session);
        for (BlockNode node : nodes) {
            declarations.add(new Declaration(node, declarations.size()));
        }
    }

    /// The value of a reference to this resource from the given place.
    Value value(Range at, Trace trace) {
        for (Declaration declaration : declarations) {
            if (declaration.node.range().file().equals(at.file())) {
                return declaration.whole.get(trace);
            }
        }
        return declarations.getFirst().whole.get(trace);
    }

    /// All instances, evaluated.
    void collect(List<Resource> resources) {
        for (Declaration declaration : declarations) {
            declaration.collect(resources);
        }
    }

    private final class Declaration {
        private final BlockNode node;
        private final String address;
        private final String twin;
        private final Cell whole;
        private @Nullable Expansion expansion;
        private @Nullable List<Block> bodies;

        Declaration(BlockNode node, int earlier) {
            this.node = node;
            String kind = mode == Resource.Mode.DATA ? node.type() + "." : "";
            this.address = module.placement().prefix() + kind + node.label(0) + "." + node.label(1);
            this.twin = earlier == 0 ? "" : "#" + (earlier + 1);
            this.whole = new Cell(address, session, _ -> combined());
        }

        private String id(String suffix) {
            String root = module.placement().root();
            return (root.isEmpty() ? "" : root + "//") + address + twin + suffix;
        }

        private Expansion expansion() {
            Expansion known = expansion;
            if (known == null) {
                known = Expansion.of(node.body(), module.environment().traced(), session);
                expansion = known;
            }
            return known;
        }

        private List<Block> bodies() {
            List<Block> known = bodies;
            if (known == null) {
                known = new ArrayList<>();
                for (Expansion.Instance instance : expansion().instances()) {
                    Environment environment = module.environment().with(instance.names());
                    Block body = blocks.top(node, environment);
                    known.add(Dependencies.add(body, node, module));
                }
                bodies = known;
            }
            return known;
        }

        private Value combined() {
            List<Value> values = new ArrayList<>();
            List<Block> known = bodies();
            for (int i = 0; i < known.size(); i++) {
                Expansion.Instance instance = expansion().instances().get(i);
                String id = id(instance.suffix());
                String reason = mode == Resource.Mode.DATA
                        ? "read by its provider when the plan is made"
                        : "set by its provider, or not set";
                Unknown rest = Unknown.of(new Reference(id, ""), reason);
                Mapping value = BlockEvaluator.value(known.get(i), rest);
                values.add(IamPolicyDocument.isOne(node) ? IamPolicyDocument.complete(value, known.get(i)) : value);
            }
            return expansion().combine(values);
        }

        void collect(List<Resource> resources) {
            int room = session.limits().resources() - resources.size();
            List<Block> known = room > 0 ? bodies() : List.of();
            if (room < Math.max(1, known.size())) {
                session.skip(
                        node.range().file(),
                        "more than " + session.limits().resources() + " resources; the rest was not looked at");
            }
            for (int i = 0; i < Math.min(room, known.size()); i++) {
                Expansion.Instance instance = expansion().instances().get(i);
                Block body = known.get(i);
                resources.add(new Resource(
                        id(instance.suffix()),
                        address + instance.suffix(),
                        mode,
                        node.label(0),
                        node.label(1),
                        module.providers().nameFor(node),
                        body,
                        module.providers().tags(node, body),
                        instance.uncertain()));
            }
        }
    }
}
