package plumbline.posture.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plumbline.posture.hcl.Body;
import plumbline.posture.hcl.Body.Argument;
import plumbline.posture.hcl.Body.BlockNode;
import plumbline.posture.hcl.Expression;
import plumbline.posture.value.Text;

/// The configuration of one directory, sorted by what its blocks declare. `directory` is relative to the boundary.
final class ModuleSource {
    private final String directory;
    final Map<String, BlockNode> variables = new LinkedHashMap<>();
    final Map<String, Argument> locals = new LinkedHashMap<>();
    final Map<String, BlockNode> outputs = new LinkedHashMap<>();
    final Map<String, BlockNode> calls = new LinkedHashMap<>();
    final Map<String, BlockNode> providers = new LinkedHashMap<>();
    final Map<String, List<BlockNode>> managed = new LinkedHashMap<>();
    final Map<String, List<BlockNode>> data = new LinkedHashMap<>();

    ModuleSource(String directory, Body body) {
        this.directory = directory;
        for (BlockNode block : body.blocks()) {
            add(block);
        }
    }

    String directory() {
        return directory;
    }

    private void add(BlockNode block) {
        switch (block.type()) {
            case "variable" -> variables.putIfAbsent(block.label(0), block);
            case "output" -> outputs.putIfAbsent(block.label(0), block);
            case "module" -> calls.putIfAbsent(block.label(0), block);
            case "provider" -> providers.putIfAbsent(providerKey(block), block);
            case "resource" -> several(managed, block);
            case "data", "ephemeral" -> several(data, block);
            case "locals" -> {
                for (Argument argument : block.body().arguments()) {
                    locals.putIfAbsent(argument.name(), argument);
                }
            }
            default -> {}
        }
    }

    private static void several(Map<String, List<BlockNode>> blocks, BlockNode block) {
        if (block.labels().size() == 2) {
            blocks.computeIfAbsent(block.label(0) + "." + block.label(1), _ -> new ArrayList<>(1))
                    .add(block);
        }
    }

    private static String providerKey(BlockNode block) {
        Expression alias = block.body().value("alias");
        return alias instanceof Expression.Literal literal && literal.value() instanceof Text(String name)
                ? block.label(0) + "." + name
                : block.label(0);
    }

    /// The fixed text of a module's `source`, empty if there is none.
    static String sourceOf(BlockNode call) {
        Expression source = call.body().value("source");
        return source instanceof Expression.Literal literal && literal.value() instanceof Text(String text) ? text : "";
    }

    /// Whether a module's source is a directory beside it.
    static boolean isLocal(String source) {
        return source.startsWith("./") || source.startsWith("../") || source.equals(".") || source.equals("..");
    }
}
