package plumbline.posture.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import plumbline.posture.hcl.Range;

/// One statement of a policy.
public record Statement(Grant grant, Scope scope, Principals principals, List<Condition> conditions, Range place) {
    /// An ARN of nothing but wildcards behind the partition.
    private static final Pattern EVERYTHING = Pattern.compile("arn:(\\*+|aws[a-z-]*(?=:))(:\\*+)*");

    private static final Set<String> CALLERS = Set.of(
            "aws:sourceip",
            "aws:sourcearn",
            "aws:sourceaccount",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceorgid",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:userid",
            "s3:dataaccesspointarn",
            "s3:dataaccesspointaccount");

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

    /// Whether the resources are all there are; all but some count here too.
    public Match coversAllResources() {
        return scope.resources()
                .any(resource -> Entries.isWildcard(resource)
                        || EVERYTHING.matcher(resource).matches())
                .or(Match.of(!scope.notResources().isEmpty()));
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

    /// Whether a condition narrows who may come: by network, account, organisation or caller.
    public boolean narrowsCallers() {
        for (Condition condition : conditions) {
            String key = condition.key().toLowerCase(Locale.ROOT);
            if (CALLERS.contains(key)) {
                return true;
            }
        }
        return false;
    }

    private Match is(Effect wanted) {
        return grant.effect() == Effect.UNKNOWN ? Match.MAYBE : Match.of(grant.effect() == wanted);
    }
}
