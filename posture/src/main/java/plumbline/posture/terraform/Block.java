package plumbline.posture.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import plumbline.posture.hcl.Range;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Reference;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// A block as evaluated: its arguments and nested blocks, with `dynamic` blocks already written out. If `uncertain` is
/// given, it is unknown whether there is such a block at all, or how many of them.
public record Block(
        String type,
        List<Attribute> attributes,
        List<Block> blocks,
        Range range,
        @Nullable Unknown uncertain) {
    public Block {
        attributes = List.copyOf(attributes);
        blocks = List.copyOf(blocks);
    }

    /// The argument as written, if it is.
    public Optional<Attribute> attribute(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }

    /// The value of an argument; null if it is not written.
    public Value value(String name) {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                return attribute.value();
            }
        }
        return Null.NULL;
    }

    /// The range of an argument, or of the whole block if it is not written: where a finding points.
    public Range rangeOf(String name) {
        return attribute(name).map(Attribute::range).orElse(range);
    }

    /// Nested blocks of a type, whether written as blocks or as an argument that holds objects.
    public List<Block> blocks(String type) {
        List<Block> found = new ArrayList<>();
        for (Block block : blocks) {
            if (block.type().equals(type)) {
                found.add(block);
            }
        }
        attribute(type).ifPresent(attribute -> asBlocks(attribute, attribute.value(), found));
        return found;
    }

    /// The first nested block of a type.
    public Optional<Block> block(String type) {
        List<Block> found = blocks(type);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    private static void asBlocks(Attribute attribute, Value value, List<Block> found) {
        switch (value) {
            case Mapping mapping -> found.add(asBlock(attribute, mapping, mapping.rest()));
            case Sequence sequence -> {
                for (Value item : sequence.items()) {
                    asBlocks(attribute, item, found);
                }
                if (sequence.rest() != null) {
                    found.add(asBlock(attribute, Mapping.EMPTY, sequence.rest()));
                }
            }
            case Unknown unknown -> found.add(asBlock(attribute, Mapping.EMPTY, unknown));
            default -> {}
        }
    }

    private static Block asBlock(Attribute attribute, Mapping mapping, @Nullable Unknown uncertain) {
        List<Attribute> attributes = new ArrayList<>();
        mapping.entries().forEach((name, value) -> {
            TreeSet<Reference> sources = new TreeSet<>(attribute.references());
            value.collectReferences(sources);
            attributes.add(new Attribute(name, value, attribute.range(), sources));
        });
        return new Block(attribute.name(), attributes, List.of(), attribute.range(), uncertain);
    }
}
