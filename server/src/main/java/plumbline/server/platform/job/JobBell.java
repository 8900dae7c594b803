package plumbline.server.platform.job;

/// Tells this process's scheduler that something is due now. Other processes find it at their next look.
final class JobBell {
    private volatile Runnable listener = () -> {};

    void ring() {
        listener.run();
    }

    void heardBy(Runnable action) {
        listener = action;
    }
}
