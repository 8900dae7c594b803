package plumbline.posture.terraform;

import java.util.List;
import plumbline.posture.hcl.Diagnostic;

/// The result of a load: the graph, what was left out, and everything that was found wrong on the way.
public record Loaded(ResourceGraph graph, List<Skipped> skipped, List<Diagnostic> diagnostics) {
    public Loaded {
        skipped = List.copyOf(skipped);
        diagnostics = List.copyOf(diagnostics);
    }
}
