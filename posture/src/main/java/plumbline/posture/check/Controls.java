package plumbline.posture.check;

import java.util.List;

/// The controls of ISO/IEC 27017 that checks speak to, in the 2015 edition and, after the first, in the 2026 one. A
/// test compares them with the catalogue, which is not loaded for a scan so that a scan starts at once.
public enum Controls {
    CLOUD_SEGREGATION("2015/CLD.9.5.1", "Segregation in virtual computing environments", "2026/8.35"),
    NETWORK_SEGREGATION("2015/13.1.3", "Segregation in networks", "2026/8.22", "2026/8.35"),
    CRYPTOGRAPHY("2015/10.1.1", "Policy on the use of cryptographic controls", "2026/8.24"),
    KEY_MANAGEMENT("2015/10.1.2", "Key management", "2026/8.24"),
    EVENT_LOGGING("2015/12.4.1", "Event logging", "2026/8.15"),
    LOG_PROTECTION("2015/12.4.2", "Protection of log information", "2026/8.15"),
    OPERATOR_LOGS("2015/12.4.3", "Administrator and operator logs", "2026/8.15"),
    PRIVILEGED_ACCESS("2015/9.2.3", "Management of privileged access rights", "2026/8.2"),
    ACCESS_RESTRICTION("2015/9.4.1", "Information access restriction", "2026/8.3"),
    BACKUP("2015/12.3.1", "Information backup", "2026/8.13"),
    INVENTORY("2015/8.1.1", "Inventory of assets", "2026/5.9"),
    LABELLING("2015/8.2.2", "Labelling of information", "2026/5.13");

    private final String ref;
    private final String title;
    private final List<String> successors;

    Controls(String ref, String title, String... successors) {
        this.ref = ref;
        this.title = title;
        this.successors = List.of(successors);
    }

    /// Edition and id in one: `2015/CLD.9.5.1`.
    public String ref() {
        return ref;
    }

    /// The id within the 2015 edition: `CLD.9.5.1`.
    public String id() {
        return ref.substring(ref.indexOf('/') + 1);
    }

    public String title() {
        return title;
    }

    /// The refs that take its place in the 2026 edition.
    public List<String> successors() {
        return successors;
    }
}
