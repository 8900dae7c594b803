package plumbline.server.identity;

import static plumbline.server.identity.Permission.ACCOUNT_OWN;
import static plumbline.server.identity.Permission.CONTROL_APPROVE;
import static plumbline.server.identity.Permission.CONTROL_DECIDE;
import static plumbline.server.identity.Permission.CONTROL_READ;
import static plumbline.server.identity.Permission.DECISION_READ;
import static plumbline.server.identity.Permission.DECISION_VOTE;
import static plumbline.server.identity.Permission.EVIDENCE_READ;
import static plumbline.server.identity.Permission.EVIDENCE_WRITE;
import static plumbline.server.identity.Permission.FINDING_READ;
import static plumbline.server.identity.Permission.JOURNAL_READ;
import static plumbline.server.identity.Permission.LINK_MANAGE;
import static plumbline.server.identity.Permission.PACK_EXPORT;
import static plumbline.server.identity.Permission.REVIEW_READ;
import static plumbline.server.identity.Permission.SCAN_PUSH;
import static plumbline.server.identity.Permission.SERVICE_READ;
import static plumbline.server.identity.Permission.SERVICE_WRITE;
import static plumbline.server.identity.Permission.TASK_MANAGE;
import static plumbline.server.identity.Permission.TOKEN_MANAGE;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The roles that people recognise, each a fixed set of permissions. The words are those of the database and of pages.
public enum Role {
    ADMINISTRATOR("administrator", "Everything, and who may do what", EnumSet.allOf(Permission.class)),
    COMPLIANCE_MANAGER(
            "compliance manager",
            "Runs the programme: decides on controls, registers services, exports packs",
            EnumSet.of(
                    CONTROL_READ,
                    CONTROL_DECIDE,
                    CONTROL_APPROVE,
                    DECISION_READ,
                    DECISION_VOTE,
                    SERVICE_READ,
                    SERVICE_WRITE,
                    FINDING_READ,
                    EVIDENCE_READ,
                    EVIDENCE_WRITE,
                    JOURNAL_READ,
                    REVIEW_READ,
                    PACK_EXPORT,
                    LINK_MANAGE,
                    TASK_MANAGE,
                    ACCOUNT_OWN)),
    CONTROL_OWNER(
            "control owner",
            "Answers for controls: sees how they stand, hands in their evidence",
            EnumSet.of(
                    CONTROL_READ,
                    DECISION_READ,
                    DECISION_VOTE,
                    SERVICE_READ,
                    FINDING_READ,
                    EVIDENCE_READ,
                    EVIDENCE_WRITE,
                    LINK_MANAGE,
                    ACCOUNT_OWN)),
    APPROVER(
            "approver",
            "Sees what is asked for and decides on it",
            EnumSet.of(
                    CONTROL_READ,
                    CONTROL_APPROVE,
                    DECISION_READ,
                    DECISION_VOTE,
                    SERVICE_READ,
                    FINDING_READ,
                    EVIDENCE_READ,
                    ACCOUNT_OWN)),
    ENGINEER(
            "engineer",
            "Sees services and findings, sends scans, hands in evidence, makes tokens",
            EnumSet.of(
                    CONTROL_READ,
                    DECISION_READ,
                    DECISION_VOTE,
                    SERVICE_READ,
                    FINDING_READ,
                    SCAN_PUSH,
                    EVIDENCE_READ,
                    EVIDENCE_WRITE,
                    TOKEN_MANAGE,
                    ACCOUNT_OWN)),
    AUDITOR(
            "auditor",
            "Reads everything that was done and proven, changes nothing, until a last day",
            EnumSet.of(
                    CONTROL_READ,
                    DECISION_READ,
                    SERVICE_READ,
                    FINDING_READ,
                    EVIDENCE_READ,
                    JOURNAL_READ,
                    REVIEW_READ,
                    PACK_EXPORT,
                    ACCOUNT_OWN)),
    EMPLOYEE("employee", "Does what everybody must do, and sees nothing else", EnumSet.of(ACCOUNT_OWN));

    /// How long somebody is an auditor when nobody says how long.
    public static final Duration AUDIT = Duration.ofDays(90);

    /// How long somebody is an auditor at most.
    public static final Duration LONGEST_AUDIT = Duration.ofDays(366);

    private final String word;
    private final String meaning;
    private final Set<Permission> permissions;

    Role(String word, String meaning, Set<Permission> permissions) {
        this.word = word;
        this.meaning = meaning;
        this.permissions = Set.copyOf(permissions);
    }

    public String word() {
        return word;
    }

    /// What it is for, in a line.
    public String meaning() {
        return meaning;
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /// The role of a word such as `engineer`, if there is one.
    public static Optional<Role> find(String word) {
        return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
    }
}
