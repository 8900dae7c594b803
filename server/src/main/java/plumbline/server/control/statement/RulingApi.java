package plumbline.server.control.statement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.catalog.Catalog;
import plumbline.catalog.ControlRef;
import plumbline.catalog.Edition;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.control.Applicability;
import plumbline.server.control.Ruled;
import plumbline.server.control.Ruling;
import plumbline.server.control.Statement;
import plumbline.server.control.StatementRow;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// The door that decides about many controls at once.
@RestController
@RequestMapping("/api/v1/statements/{edition}/decisions")
final class RulingApi {
    private static final int MOST = 200;

    private final Catalog catalog;
    private final Statement statement;
    private final Idempotency idempotency;

    RulingApi(Catalog catalog, Statement statement, Idempotency idempotency) {
        this.catalog = catalog;
        this.statement = statement;
        this.idempotency = idempotency;
    }

    /// Decisions about controls of an edition: all of them are made, or none.
    ///
    /// @param decisions 1 to 200, each control once
    record ControlRulings(List<ControlRuling> decisions) {}

    /// A decision about one control.
    ///
    /// @param control its id in the edition, for example `5.1.1`
    /// @param reason 1 to 2,000 characters, also for what applies
    /// @param version of the decision that this one follows, 0 for none
    record ControlRuling(
            String control,
            @Nullable Boolean applicable,
            String reason,
            @Nullable Integer version) {}

    /// The decisions that hold now.
    record RuledControls(List<RuledControl> decisions) {}

    /// A decision that holds now.
    record RuledControl(
            String control, boolean applicable, String reason, int version, String decidedBy, Instant decidedAt) {
        static RuledControl of(Applicability made) {
            return new RuledControl(
                    made.control().id().value(),
                    made.applicable(),
                    made.reason(),
                    made.version(),
                    made.decidedBy(),
                    made.decidedAt());
        }
    }

    /// Decides about several controls. Where somebody decided about one meanwhile, nothing is decided,
    /// and the answer is 409 with which.
    @Requires(Permission.CONTROL_DECIDE)
    @PostMapping
    ResponseEntity<RuledControls> decide(
            Principal principal,
            @PathVariable String edition,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ControlRulings body) {
        var rulings = rulings(known(edition), body);
        var operation = "POST /api/v1/statements/" + edition + "/decisions";
        var asked = new Idempotency.Asked(principal.actor().id(), key, operation, body);
        return idempotency.once(asked, RuledControls.class, tx -> switch (statement.decide(
                tx, principal.actor(), rulings)) {
            case Ruled.Done(var made) ->
                Idempotency.Done.ok(
                        new RuledControls(made.stream().map(RuledControl::of).toList()));
            case Ruled.Stale stale -> throw late(stale, rulings).exception();
        });
    }

    private static Problem late(Ruled.Stale stale, List<Ruling> rulings) {
        var problem = Problem.conflict(stale.words());
        var controls = rulings.stream().map(Ruling::control).toList();
        for (var row : stale.rows()) {
            problem = problem.error(pointer(controls.indexOf(row.control().ref()), "version"), words(row));
        }
        return problem;
    }

    private static String words(StatementRow row) {
        var decision = row.decision();
        return row.control().id() + " is at version " + row.version()
                + (decision == null ? "" : ", " + row.applies() + " by " + decision.decidedBy());
    }

    private static List<Ruling> rulings(Edition edition, ControlRulings body) {
        var rows = Objects.requireNonNullElse(body.decisions(), List.<ControlRuling>of());
        if (rows.isEmpty() || rows.size() > MOST) {
            throw Problem.invalid("/decisions", "must be 1 to " + MOST + " decisions")
                    .exception();
        }
        var problem = Problem.of(ProblemType.INVALID, "Nothing was decided: some of the decisions cannot be taken.");
        var rulings = new ArrayList<Ruling>();
        var seen = new HashSet<ControlRef>();
        for (int index = 0; index < rows.size(); index++) {
            @Nullable ControlRuling row = rows.get(index);
            if (row == null) {
                problem = problem.error("/decisions/" + index, "must be a decision");
                continue;
            }
            var control = edition.controls().stream()
                    .filter(known -> known.id().value().equals(row.control()))
                    .findFirst();
            var reason = Objects.requireNonNullElse(row.reason(), "");
            var version = row.version();
            if (control.isEmpty()) {
                problem = problem.error(pointer(index, "control"), "must be a control of edition " + edition.id());
            } else if (!seen.add(control.get().ref())) {
                problem = problem.error(pointer(index, "control"), "must stand here once, but stands here before");
            } else if (row.applicable() == null) {
                problem = problem.error(pointer(index, "applicable"), "must be true or false");
            } else if (version == null || version < 0) {
                problem = problem.error(pointer(index, "version"), "must be the version that was seen, 0 for none");
            } else if (!Ruling.says(reason)) {
                problem =
                        problem.error(pointer(index, "reason"), "must have 1 to " + Ruling.MAX_REASON + " characters");
            } else {
                rulings.add(new Ruling(control.get().ref(), version, row.applicable(), reason));
            }
        }
        if (!problem.errors().isEmpty()) {
            throw problem.exception();
        }
        return rulings;
    }

    private static String pointer(int index, String member) {
        return "/decisions/" + index + "/" + member;
    }

    private Edition known(String edition) {
        return catalog.editions().stream()
                .filter(known -> known.id().equals(edition))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("The catalogue has no edition " + edition + ".")
                        .exception());
    }
}
