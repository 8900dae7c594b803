package plumbline.server.identity;

/// One thing that a role may allow. `docs/permissions.md` is the table that a reader can check.
public enum Permission {
    CONTROL_READ,
    CONTROL_DECIDE,
    SERVICE_READ,
    SERVICE_WRITE,
    FINDING_READ,
    SCAN_PUSH,
    EVIDENCE_READ,
    JOURNAL_READ,
    PACK_EXPORT,
    ACCOUNT_MANAGE,
    TOKEN_MANAGE
}
