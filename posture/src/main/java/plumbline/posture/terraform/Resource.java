package plumbline.posture.terraform;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.posture.hcl.Range;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;

/// One instance of a resource or data source.
///
/// `id` is unique in a graph: the address, led by the root module's directory where that is not the scanned path
/// itself, and followed by `#2` where a module wrongly declares the same address twice. `address` is Terraform's own,
/// `module.net["a"].aws_vpc.main[0]`; where `count` or `for_each` is unknown the resource appears once, as `…[*]`,
/// and `uncertain` says why. `tags` are the resource's tags or labels merged over its provider's default ones.
public record Resource(
        String id,
        String address,
        Mode mode,
        String type,
        String name,
        String provider,
        Block body,
        Value tags,
        @Nullable Unknown uncertain) {
    /// Managed resources are made by Terraform, data sources only read.
    public enum Mode {
        MANAGED,
        DATA
    }

    /// The directory of the root module it is deployed from, empty for the scanned path itself.
    public String root() {
        int own = id.lastIndexOf(address);
        return own < 2 ? "" : id.substring(0, own - 2);
    }

    /// The whole block, for a finding about something missing.
    public Range range() {
        return body.range();
    }

    public Optional<Attribute> attribute(String attribute) {
        return body.attribute(attribute);
    }

    /// The value of an argument; null if it is not written.
    public Value value(String attribute) {
        return body.value(attribute);
    }

    public Range rangeOf(String attribute) {
        return body.rangeOf(attribute);
    }

    public List<Block> blocks(String block) {
        return body.blocks(block);
    }

    public Optional<Block> block(String block) {
        return body.block(block);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resource that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
