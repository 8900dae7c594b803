package plumbline.server.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One thing that a role or a token may allow. `docs/permissions.md` is the table that a reader can check.
public enum Permission {
    CONTROL_READ("See controls and the statement of applicability"),
    CONTROL_DECIDE("Decide which controls apply, and why"),
    CONTROL_APPROVE("Approve the statement of applicability"),
    DECISION_READ("See decisions, votes and their signatures, of what one may see"),
    DECISION_VOTE("Approve or reject where one has the authority"),
    SERVICE_READ("See cloud services"),
    SERVICE_WRITE("Add and change cloud services"),
    FINDING_READ("See findings"),
    SCAN_PUSH("Send the results of a scan"),
    EVIDENCE_READ("See evidence and its proofs"),
    EVIDENCE_WRITE("Hand in evidence"),
    JOURNAL_READ("See the journal"),
    REVIEW_READ("See access reviews: who had which access, and what was decided about it"),
    REVIEW_MANAGE("Start, complete and cancel access reviews, and name who decides in them"),
    PACK_EXPORT("Export packs"),
    LINK_MANAGE("Make and revoke links for external parties"),
    TASK_MANAGE("Open tasks, see and hand over those of everybody, keep routines"),
    METRICS_READ("Read the server's metrics"),
    JOB_MANAGE("See background jobs, run them, call them off"),
    NOTICE_MANAGE("Set up channels and webhooks, read what became of notices"),
    ACCOUNT_MANAGE("Invite people, give roles, deactivate accounts"),
    SCIM_PROVISION("Make, change and end accounts as the directory says (SCIM)"),
    TOKEN_MANAGE("Make and revoke tokens of service accounts"),
    ACCOUNT_OWN("Change one's own password and end one's own sessions");

    /// Those that can be had on some cloud services only: every page and endpoint that needs one of them keeps to these
    /// services.
    private static final Set<Permission> BY_SERVICE = EnumSet.of(
            CONTROL_READ,
            DECISION_READ,
            DECISION_VOTE,
            SERVICE_READ,
            SERVICE_WRITE,
            FINDING_READ,
            SCAN_PUSH,
            EVIDENCE_READ,
            EVIDENCE_WRITE,
            PACK_EXPORT,
            LINK_MANAGE,
            TASK_MANAGE);

    /// Those that change nothing but what their holder takes away or keeps for themselves.
    private static final Set<Permission> READ = EnumSet.of(
            CONTROL_READ,
            DECISION_READ,
            SERVICE_READ,
            FINDING_READ,
            EVIDENCE_READ,
            JOURNAL_READ,
            REVIEW_READ,
            PACK_EXPORT,
            METRICS_READ,
            ACCOUNT_OWN);

    private final String meaning;

    Permission(String meaning) {
        this.meaning = meaning;
    }

    /// As people and the API write it: `scan:push`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /// What it allows, for people.
    public String meaning() {
        return meaning;
    }

    /// The same inside a sentence: whoever may approve the statement of applicability.
    public String deed() {
        return meaning.substring(0, 1).toLowerCase(Locale.ROOT) + meaning.substring(1);
    }

    /// Whether it may be given to a token. What only a person can mean stays with people.
    public boolean grantableToTokens() {
        return switch (this) {
            case ACCOUNT_OWN, ACCOUNT_MANAGE, TOKEN_MANAGE, LINK_MANAGE -> false;
            case REVIEW_MANAGE, DECISION_VOTE, CONTROL_APPROVE -> false;
            // A webhook goes on telling after the token that set it up has ended.
            case NOTICE_MANAGE -> false;
            default -> true;
        };
    }

    /// Whether it is an authority: whoever has it approves what others put up.
    public boolean isAuthority() {
        return this == CONTROL_APPROVE;
    }

    /// Whether it can be limited to some cloud services. Else it concerns the whole organisation, and a role that is
    /// held on some services does not give it.
    public boolean byService() {
        return BY_SERVICE.contains(this);
    }

    /// Whether an auditor can have it.
    public boolean onlyReads() {
        return READ.contains(this);
    }

    /// The permission of a word such as `scan:push`, if there is one.
    public static Optional<Permission> find(String word) {
        return Arrays.stream(values())
                .filter(permission -> permission.word().equals(word))
                .findFirst();
    }
}
