package plumbline.server.evidence.pack;

/// The server ends while a pack is being made; it is taken up again when the server is back.
final class PackStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PackStopped() {
        super("the server ends");
    }

    /// @throws PackStopped when this thread was asked to end
    static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new PackStopped();
        }
    }

    /// Waits for others to get on.
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PackStopped();
        }
    }
}
