package plumbline.posture.policy;

import java.util.List;
import java.util.Locale;
import plumbline.posture.hcl.Range;

/// One statement of a policy.
public record Statement(Grant grant, Scope scope, Principals principals, List<Condition> conditions, Range place) {
    /// Whether it allows or denies.
    public enum Effect {
        ALLOW,
        DENY,
        UNKNOWN
    }

    /// What is allowed or denied: these actions, or all but those.
    public record Grant(Effect effect, Entries actions, Entries notActions) {}

    /// On what: these resources, or all but those.
    public record Scope(Entries resources, Entries notResources) {}

    /// A test on the request: the operator with its key and values.
    public record Condition(String operator, String key, Entries values) {
        boolean isOn(String wanted) {
            return key.equalsIgnoreCase(wanted);
        }
    }

    public Statement {
        conditions = List.copyOf(conditions);
    }

    public Match allows() {
        return is(Effect.ALLOW);
    }

    public Match denies() {
        return is(Effect.DENY);
    }

    /// Whether the actions are all of all services; all but some count, for they include what AWS adds tomorrow.
    public Match coversAllActions() {
        return grant.actions()
                .any(action -> Entries.isWildcard(action) || action.equals("*:*"))
                .or(Match.of(!grant.notActions().isEmpty()));
    }

    /// Whether the actions are all of one service, such as `s3`.
    public Match coversService(String service) {
        return coversAllActions()
                .or(grant.actions()
                        .any(action -> action.toLowerCase(Locale.ROOT).equals(service + ":*")));
    }

    public Match coversAllResources() {
        return scope.resources().anyWildcard();
    }

    /// Whether the statement applies to requests without TLS and to all of them.
    public Match whenNotEncrypted() {
        if (conditions.size() != 1) {
            return Match.NO;
        }
        Condition condition = conditions.getFirst();
        boolean bool = condition.operator().equalsIgnoreCase("Bool")
                || condition.operator().equalsIgnoreCase("BoolIfExists");
        if (!bool || !condition.isOn("aws:SecureTransport")) {
            return Match.NO;
        }
        return condition.values().any(value -> value.equalsIgnoreCase("false"));
    }

    private Match is(Effect wanted) {
        return grant.effect() == Effect.UNKNOWN ? Match.MAYBE : Match.of(grant.effect() == wanted);
    }
}
