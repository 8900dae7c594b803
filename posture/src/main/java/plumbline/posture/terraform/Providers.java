package plumbline.posture.terraform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plumbline.posture.expression.Environment;
import plumbline.posture.expression.EvaluationError;
import plumbline.posture.function.Functions;
import plumbline.posture.hcl.Body.BlockNode;
import plumbline.posture.hcl.Expression;
import plumbline.posture.value.Null;
import plumbline.posture.value.Text;
import plumbline.posture.value.Value;
import plumbline.posture.value.ValueError;

/// The provider configurations that a module's resources use: its own, its caller's default ones, and those that the
/// call hands over under a name.
final class Providers {
    private final ModuleSource source;
    private final Environment environment;
    private final Session session;
    private final @Nullable Providers outer;
    private final @Nullable BlockNode call;
    private final Map<String, Block> evaluated = new HashMap<>();

    Providers(
            ModuleSource source,
            Environment environment,
            Session session,
            @Nullable Providers outer,
            @Nullable BlockNode call) {
        this.source = source;
        this.environment = environment;
        this.session = session;
        this.outer = outer;
        this.call = call;
    }

    /// The configuration that a resource names, or the one that its type implies: `aws.west`, `aws`.
    String nameFor(BlockNode resource) {
        Expression written = resource.body().value("provider");
        String named = written == null ? null : name(written);
        if (named != null) {
            return named;
        }
        String type = resource.label(0);
        int end = type.indexOf('_');
        return end < 0 ? type : type.substring(0, end);
    }

    /// The configuration that a module from elsewhere most likely uses: the only one there is.
    String defaultName() {
        for (Providers at = this; at != null; at = at.outer) {
            if (!at.source.providers.isEmpty()) {
                return at.source.providers.keySet().iterator().next();
            }
        }
        return "";
    }

    /// Tags or labels of a resource over its provider's default ones; null if it has neither.
    Value tags(BlockNode resource, Block body) {
        Block provider = find(nameFor(resource));
        boolean google = resource.label(0).startsWith("google_");
        Value own = body.value(google ? "labels" : "tags");
        Value otherwise = Null.NULL;
        if (provider != null) {
            otherwise = google
                    ? provider.value("default_labels")
                    : provider.block("default_tags")
                            .map(block -> block.value("tags"))
                            .orElse(Null.NULL);
        }
        if (otherwise.isNull() || own.isNull()) {
            return own.isNull() ? otherwise : own;
        }
        try {
            return Functions.call("merge", List.of(otherwise, own), session);
        } catch (ValueError error) {
            return own;
        }
    }

    /// The configuration of that name, as seen in this module.
    @Nullable Block find(String name) {
        BlockNode own = source.providers.get(name);
        if (own != null) {
            return evaluated.computeIfAbsent(name, _ -> new BlockEvaluator(session).top(own, environment));
        }
        if (outer == null) {
            return null;
        }
        String handed = handed(name);
        return handed != null ? outer.find(handed) : name.indexOf('.') < 0 ? outer.find(name) : null;
    }

    private @Nullable String handed(String name) {
        Expression providers = call == null ? null : call.body().value("providers");
        if (providers instanceof Expression.ObjectLiteral object) {
            for (Expression.Entry entry : object.entries()) {
                if (name.equals(name(entry.key()))) {
                    return name(entry.value());
                }
            }
        }
        return null;
    }

    private @Nullable String name(Expression written) {
        return switch (written) {
            case Expression.Variable variable -> variable.name();
            case Expression.Parenthesized parenthesized -> name(parenthesized.inner());
            case Expression.Literal literal when literal.value() instanceof Text(String text) -> text;
            case Expression.GetAttribute attribute -> {
                String first = name(attribute.source());
                yield first == null ? null : first + "." + attribute.name();
            }
            case Expression.Index index -> {
                String first = name(index.source());
                yield first == null ? null : first + key(index.key());
            }
            default -> null;
        };
    }

    private String key(Expression key) {
        try {
            return Expansion.suffix(
                    session.evaluator().evaluate(key, environment).asText().orElse("*"));
        } catch (EvaluationError error) {
            return Expansion.suffix("*");
        }
    }
}
