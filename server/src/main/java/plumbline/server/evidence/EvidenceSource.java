package plumbline.server.evidence;

/// Where a piece of evidence comes from.
public sealed interface EvidenceSource {

    /// The word of the database and of filters.
    String word();

    /// What the source is known by: the scan's id, the file's name.
    String reference();

    /// A scan of somebody's sources, by its id.
    record Scan(String reference) implements EvidenceSource {
        @Override
        public String word() {
            return "scan";
        }
    }

    /// A file that somebody handed in, by its name.
    record Upload(String reference) implements EvidenceSource {
        @Override
        public String word() {
            return "upload";
        }
    }

    /// A completed access review, by its id.
    record Review(String reference) implements EvidenceSource {
        @Override
        public String word() {
            return "review";
        }
    }

    /// A file that somebody without an account handed in by a link made for them, by its name.
    record External(String reference) implements EvidenceSource {
        @Override
        public String word() {
            return "external";
        }
    }

    static EvidenceSource of(String word, String reference) {
        return switch (word) {
            case "scan" -> new Scan(reference);
            case "upload" -> new Upload(reference);
            case "review" -> new Review(reference);
            case "external" -> new External(reference);
            default -> throw new IllegalStateException("no source is called " + word);
        };
    }
}
