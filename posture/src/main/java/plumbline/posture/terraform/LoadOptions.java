package plumbline.posture.terraform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Value;

/// What the caller knows beside the tree: variable files and values for the roots, the workspace, the limits, and the
/// directory outside of which nothing is read. Without a boundary that is the scanned path itself.
public record LoadOptions(
        List<Path> variableFiles,
        Map<String, Value> variables,
        String workspace,
        Limits limits,
        @Nullable Path boundary) {
    public static final LoadOptions DEFAULT = new LoadOptions(List.of(), Map.of(), "default", Limits.DEFAULT, null);

    public LoadOptions {
        variableFiles = List.copyOf(variableFiles);
        variables = Map.copyOf(variables);
    }

    public LoadOptions withVariableFiles(List<Path> files) {
        return new LoadOptions(files, variables, workspace, limits, boundary);
    }

    /// Lets modules and files be read from anywhere under a directory, such as the repository of the scanned path.
    public LoadOptions within(Path directory) {
        return new LoadOptions(variableFiles, variables, workspace, limits, directory);
    }

    public LoadOptions withLimits(Limits other) {
        return new LoadOptions(variableFiles, variables, workspace, other, boundary);
    }
}
