package plumbline.posture.terraform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Reads Terraform configuration.
public final class Terraform {
    /// References may lead through a thousand expressions, each nested; only what is used is taken from memory.
    private static final long STACK_BYTES = 512L << 20;

    private Terraform() {}

    /// Reads a directory tree or a single file. Never fails on what it finds there: it says what was wrong.
    public static Loaded load(Path path, LoadOptions options) {
        Tree tree;
        try {
            tree = new Tree(path, options.boundary(), options.limits());
        } catch (IOException error) {
            return new Loaded(
                    new ResourceGraph(List.of()),
                    List.of(new Skipped(path.toString(), "there is no such file or directory")),
                    List.of());
        }
        CompletableFuture<Loaded> result = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> complete(result, tree, options), "terraform", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.join();
        } catch (CompletionException error) {
            throw error.getCause() instanceof RuntimeException cause ? cause : error;
        }
    }

    private static void complete(CompletableFuture<Loaded> result, Tree tree, LoadOptions options) {
        try {
            result.complete(new Loading(tree, options).load());
        } catch (Throwable error) {
            // It is thrown again to the caller, who waits on the other thread.
            result.completeExceptionally(error);
        }
    }
}
