package plumbline.server.inbox.routine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import plumbline.server.identity.Role;

/// Routines that most programmes need; one adopts them and makes them one's own.
enum RoutineTemplate {
    ALERTS(Every.WEEK, 3, Role.ENGINEER, "Go through the week's alerts of high severity", """
            List the alerts of high and critical severity since last time.
            For each: is it understood, was it answered, does a finding or an incident follow it?
            Write down which ones nobody answered, and what changes so that this does not happen again."""),
    CREDENTIALS(Every.WEEK, 5, Role.ENGINEER, "Rotate the credentials that are due", """
            Look which keys, passwords and tokens reach their age this week.
            Rotate them, beginning with those of service accounts that can change production.
            End those that nobody used since last time.
            Say which could not be rotated, and who mends that."""),
    SAMPLES(Every.MONTH, 10, Role.COMPLIANCE_MANAGER, "Sample changes for complete evidence", """
            Choose a few changes of the last month by lot, at least one of each service.
            For each: who asked, who approved, which checks ran, what was deployed, and does the evidence say so?
            Where a piece is missing, find out why and open a task."""),
    ACCESS(Every.MONTH, 10, Role.ADMINISTRATOR, "Look through who may do what", """
            Compare roles in the cloud accounts and in Plumbline with what people do today.
            Take away what is not used, and what belongs to people who left or moved.
            Pay heed to service accounts, to wildcards, and to roles that can give roles."""),
    CHECKS(Every.MONTH, 5, Role.ENGINEER, "Run all compliance checks on everything", """
            See that each service and environment was scanned within the month.
            Scan what was not, and find out why its pipeline did not.
            Go through what is unknown: what would make it known?"""),
    OBJECTIVES(Every.MONTH, 7, Role.ENGINEER, "Look at how fast error budgets burn", """
            For each security objective: where it stands, and how much of the month's budget is gone.
            Where it burns too fast: what does it, who acts, by when?
            Change an objective only with a reason, and write it down."""),
    EXERCISE(Every.QUARTER, 30, Role.COMPLIANCE_MANAGER, "Hold an exercise", """
            Choose a scenario that would hurt: a leaked key, an open store, a region lost, a supplier breached.
            Play it with the people who would be on duty, with the runbooks they have.
            Keep what was seen, how long it took, and what is to change, as evidence."""),
    MATRIX(Every.QUARTER, 21, Role.COMPLIANCE_MANAGER, "Bring the responsibility matrix up to date", """
            Go through services that came, went or changed, and through new terms of providers.
            For each control and duty: provider, customer or shared, and does each side know?
            Have the owners of the services confirm their part."""),
    CONTROLS(Every.QUARTER, 21, Role.COMPLIANCE_MANAGER, "Go through the controls that apply", """
            For each control: does it still apply, is what we do still what we say, is its evidence fresh?
            Look first at what failed or was unknown, and at what changed in the architecture.
            Decide anew where it is needed."""),
    TRAINING(Every.YEAR, 60, Role.COMPLIANCE_MANAGER, "Train everybody on the policies", """
            Update the material to the policies in force, and to what incidents taught.
            Cover what each role needs: building, operating, handling customers' data.
            Keep who took part; remind who did not.""");

    private final Every every;
    private final int days;
    private final Role owner;
    private final String title;
    private final String checklist;

    RoutineTemplate(Every every, int days, Role owner, String title, String checklist) {
        this.every = every;
        this.days = days;
        this.owner = owner;
        this.title = title;
        this.checklist = checklist;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RoutineTemplate> find(String word) {
        return Arrays.stream(values())
                .filter(template -> template.word().equals(word))
                .findFirst();
    }

    Every every() {
        return every;
    }

    int days() {
        return days;
    }

    Role owner() {
        return owner;
    }

    String title() {
        return title;
    }

    String checklist() {
        return checklist;
    }
}
