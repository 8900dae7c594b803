package plumbline.posture.terraform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plumbline.posture.hcl.Body;
import plumbline.posture.hcl.Body.Argument;
import plumbline.posture.hcl.Body.BlockNode;

/// Override files: what they declare replaces, argument by argument, what the other files declared under that name.
final class Overrides {
    private static final Set<String> MODULE_WIDE =
            Set.of("resource", "data", "module", "variable", "output", "provider");

    private Overrides() {}

    static boolean isOverride(String file) {
        String name = file.endsWith(".json") ? file.substring(0, file.length() - ".json".length()) : file;
        return name.equals("override.tf") || name.endsWith("_override.tf");
    }

    static Body merge(Body base, Body override) {
        List<BlockNode> blocks = new ArrayList<>(base.blocks());
        for (BlockNode block : override.blocks()) {
            int same = indexOf(blocks, block);
            if (same < 0 || block.type().equals("locals")) {
                blocks.addFirst(block);
            } else {
                blocks.set(same, merge(blocks.get(same), block));
            }
        }
        return new Body(base.arguments(), blocks);
    }

    /// Whether two of the files declare the same thing, which within one module none may.
    static boolean clash(Collection<Body> files) {
        Set<String> declared = new HashSet<>();
        for (Body file : files) {
            Set<String> own = new HashSet<>();
            for (BlockNode block : file.blocks()) {
                if (MODULE_WIDE.contains(block.type()) && block.body().value("alias") == null) {
                    own.add(key(block));
                }
            }
            for (String name : own) {
                if (!declared.add(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int indexOf(List<BlockNode> blocks, BlockNode wanted) {
        for (int i = 0; i < blocks.size(); i++) {
            if (key(blocks.get(i)).equals(key(wanted))) {
                return i;
            }
        }
        return -1;
    }

    private static String key(BlockNode block) {
        StringBuilder key = new StringBuilder(block.type());
        for (Body.Label label : block.labels()) {
            key.append(' ').append(label.text());
        }
        return key.toString();
    }

    private static BlockNode merge(BlockNode base, BlockNode override) {
        Map<String, Argument> arguments = new LinkedHashMap<>();
        base.body().arguments().forEach(argument -> arguments.put(argument.name(), argument));
        override.body().arguments().forEach(argument -> arguments.put(argument.name(), argument));
        List<BlockNode> blocks = new ArrayList<>();
        for (BlockNode nested : base.body().blocks()) {
            if (!declares(override, kind(nested))) {
                blocks.add(nested);
            }
        }
        blocks.addAll(override.body().blocks());
        return new BlockNode(
                base.type(),
                base.labels(),
                new Body(List.copyOf(arguments.values()), blocks),
                base.header(),
                base.range());
    }

    /// A dynamic block replaces, and is replaced by, blocks of the type that it writes.
    private static String kind(BlockNode nested) {
        return nested.type().equals("dynamic") ? nested.label(0) : nested.type();
    }

    private static boolean declares(BlockNode block, String kind) {
        for (BlockNode nested : block.body().blocks()) {
            if (kind(nested).equals(kind)) {
                return true;
            }
        }
        return false;
    }
}
