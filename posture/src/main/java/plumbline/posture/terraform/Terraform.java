package plumbline.posture.terraform;

import java.nio.file.Path;
import java.util.List;

/// Reads Terraform configuration.
public final class Terraform {
    private Terraform() {}

    /// Reads a directory tree or a single file. Never fails on what it finds there: it says what was wrong.
    public static Loaded load(Path path, LoadOptions options) {
        return new Loaded(new ResourceGraph(List.of()), List.of(), List.of());
    }
}
