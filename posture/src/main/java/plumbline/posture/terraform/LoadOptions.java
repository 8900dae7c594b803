package plumbline.posture.terraform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import plumbline.posture.value.Value;

/// What the caller knows beside the tree: variable files and values for the roots, the workspace, the limits.
public record LoadOptions(List<Path> variableFiles, Map<String, Value> variables, String workspace, Limits limits) {
    public static final LoadOptions DEFAULT = new LoadOptions(List.of(), Map.of(), "default", Limits.DEFAULT);

    public LoadOptions {
        variableFiles = List.copyOf(variableFiles);
        variables = Map.copyOf(variables);
    }
}
