package plumbline.server.home;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import plumbline.server.estate.Services;
import plumbline.server.finding.ScanIntake;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.inbox.About;
import plumbline.server.inbox.NewTask;
import plumbline.server.inbox.Outcome;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Transactions;

/// What the first administrator does first, as tasks that close by themselves as soon as it is so.
final class FirstSteps {
    static final String KIND = "start";
    private static final Duration TIME = Duration.ofDays(7);

    private static final About SERVICE = new About("step", "first-service", "/services/new");
    private static final About SCAN = new About("step", "first-scan", "/services");
    private static final About PEOPLE = new About("step", "first-colleague", "/settings/people/new");

    private final Transactions transactions;
    private final Tasks tasks;
    private final Accounts accounts;
    private final Services services;
    private final ScanIntake scans;

    FirstSteps(Transactions transactions, Tasks tasks, Accounts accounts, Services services, ScanIntake scans) {
        this.transactions = transactions;
        this.tasks = tasks;
        this.accounts = accounts;
        this.services = services;
        this.scans = scans;
    }

    /// Opens them while there is one person and nothing else, and closes what has been done; says how many changed.
    int run(Instant now) {
        int closed = tasks.openOfKind(transactions.reading(), KIND, 0, 10).isEmpty() ? 0 : close(now);
        var people = accounts.after(0, 2);
        return people.size() == 1
                        && people.getFirst().active()
                        && services.all().isEmpty()
                ? closed + open(people.getFirst(), now)
                : closed;
    }

    private int open(Account first, Instant now) {
        var owner = Owner.person(first.id());
        var before = now.plus(TIME);
        var steps = List.of(
                NewTask.of(KIND, SERVICE, owner, "Register your first cloud service", before)
                        .noted("Something that you offer or use: findings, evidence and packs belong to one."),
                NewTask.of(KIND, SCAN, owner, "Push the first scan of its Terraform", before)
                        .noted("The page of the service says how. What it finds stands under Findings."),
                NewTask.of(KIND, PEOPLE, owner, "Invite the people who run the programme with you", before)
                        .noted("Nobody approves their own work, so one person is not enough."));
        return transactions.get(tx -> (int) steps.stream()
                .filter(step ->
                        tasks.openOnce(tx, Actor.SYSTEM, step.closedByFacts()).isPresent())
                .count());
    }

    private int close(Instant now) {
        var people = accounts.after(0, 2);
        int closed = 0;
        closed += services.all().isEmpty() ? 0 : close(SERVICE);
        closed += scans.recent(people.getFirst().principal(now), "", 1).isEmpty() ? 0 : close(SCAN);
        closed += people.size() < 2 ? 0 : close(PEOPLE);
        return closed;
    }

    private int close(About step) {
        return transactions.get(tx -> tasks.close(tx, Actor.SYSTEM, KIND, step, Outcome.done("")) ? 1 : 0);
    }
}
