package plumbline.server.estate;

/// Somebody changed the service after the caller had read it; nothing was changed now.
final class StaleService extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleService(CloudService seen) {
        super("\"" + seen.description().name() + "\" has been changed since version " + seen.version()
                + " was read: look at it again, then change it");
    }
}
