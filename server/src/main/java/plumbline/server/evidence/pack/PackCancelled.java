package plumbline.server.evidence.pack;

/// The pack was called off, or is finished, while somebody wanted to change it.
final class PackCancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PackCancelled() {
        super("the pack is finished or was called off");
    }
}
