package plumbline.posture.check;

/// Why a failure matters, how to mend it, and the source that would do so. `{name}` in the patch stands for the name
/// of the resource that failed.
public record Advice(String why, String fix, String patch) {
    /// The patch for the resource of this name.
    public String patchFor(String name) {
        return patch.replace("{name}", name).strip();
    }
}
