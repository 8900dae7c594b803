package plumbline.posture.terraform;

import org.jspecify.annotations.Nullable;
import plumbline.posture.hcl.Range;
import plumbline.posture.value.Unknown;

/// One instance of a call to a module that is not in the tree: from a registry, a repository, an archive.
///
/// `id` and `address` (`module.logs["eu"]`) are as for a `Resource`. `body` holds the arguments as evaluated, without
/// the meta-arguments; `provider` is the configuration that the module's resources get by default. An output is an
/// unknown that refers to `id` with the output's name as attribute.
public record ModuleCall(
        String id,
        String address,
        String source,
        String provider,
        Block body,
        @Nullable Unknown uncertain) {
    /// The directory of the root module it is deployed from, empty for the scanned path itself.
    public String root() {
        int own = id.lastIndexOf(address);
        return own < 2 ? "" : id.substring(0, own - 2);
    }

    /// The name of the call: `logs`.
    public String name() {
        String last = address.substring(address.lastIndexOf("module.") + "module.".length());
        int key = last.indexOf('[');
        return key < 0 ? last : last.substring(0, key);
    }

    /// The whole block, for a finding about something missing.
    public Range range() {
        return body.range();
    }
}
