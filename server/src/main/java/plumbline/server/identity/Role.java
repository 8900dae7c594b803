package plumbline.server.identity;

import static plumbline.server.identity.Permission.CONTROL_DECIDE;
import static plumbline.server.identity.Permission.CONTROL_READ;
import static plumbline.server.identity.Permission.EVIDENCE_READ;
import static plumbline.server.identity.Permission.FINDING_READ;
import static plumbline.server.identity.Permission.JOURNAL_READ;
import static plumbline.server.identity.Permission.PACK_EXPORT;
import static plumbline.server.identity.Permission.SCAN_PUSH;
import static plumbline.server.identity.Permission.SERVICE_READ;
import static plumbline.server.identity.Permission.SERVICE_WRITE;
import static plumbline.server.identity.Permission.TOKEN_MANAGE;

import java.util.EnumSet;
import java.util.Set;

/// The roles that people recognise, each a fixed set of permissions. The words are those of the database and of pages.
public enum Role {
    ADMINISTRATOR("administrator", EnumSet.allOf(Permission.class)),
    COMPLIANCE_MANAGER(
            "compliance manager",
            EnumSet.of(
                    CONTROL_READ,
                    CONTROL_DECIDE,
                    SERVICE_READ,
                    SERVICE_WRITE,
                    FINDING_READ,
                    EVIDENCE_READ,
                    JOURNAL_READ,
                    PACK_EXPORT)),
    ENGINEER("engineer", EnumSet.of(CONTROL_READ, SERVICE_READ, FINDING_READ, SCAN_PUSH, EVIDENCE_READ, TOKEN_MANAGE)),
    AUDITOR("auditor", EnumSet.of(CONTROL_READ, SERVICE_READ, FINDING_READ, EVIDENCE_READ, JOURNAL_READ, PACK_EXPORT));

    private final String word;
    private final Set<Permission> permissions;

    Role(String word, Set<Permission> permissions) {
        this.word = word;
        this.permissions = Set.copyOf(permissions);
    }

    public String word() {
        return word;
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
