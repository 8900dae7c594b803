package plumbline.server.identity.scim;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.trueCondition;
import static plumbline.server.identity.scim.ScimComparisonStore.failed;
import static plumbline.server.identity.scim.ScimComparisonStore.name;
import static plumbline.server.identity.scim.ScimComparisonStore.text;
import static plumbline.server.identity.scim.ScimComparisonStore.time;
import static plumbline.server.identity.scim.ScimComparisonStore.unknown;

import java.util.Locale;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.ProblemException;

/// A filter on users as a condition, so that the database finds them and the page costs what it shows.
final class ScimUserFilterStore {
    private ScimUserFilterStore() {}

    /// @throws ProblemException when it asks for what cannot be asked
    static Condition condition(@Nullable ScimFilter filter) {
        return filter == null
                ? noCondition()
                : ScimComparisonStore.condition(filter, ScimUserFilterStore::user, ScimUserFilterStore::within);
    }

    private static Condition within(ScimFilter.Within filter) {
        if (ScimSchemas.USER.ignores(filter.name().attribute())) {
            return falseCondition();
        }
        var attribute = several(filter.name());
        return ScimUserStore.any(
                attribute.name(),
                ScimComparisonStore.condition(
                        filter.inner(), part -> element(attribute, part), ScimComparisonStore::nested));
    }

    private static Condition user(ScimFilter filter) {
        var name = name(filter);
        return switch (name.toString()) {
            case "id" -> text(ScimUserStore.id(), filter, true);
            case "externalid" -> text(ScimUserStore.externalId(), filter, true);
            case "username" -> text(ScimUserStore.USER_NAME, filter, false);
            case "active" -> active(filter);
            case "schemas" -> schema(filter);
            case "meta.created" -> time(ScimUserStore.created(), filter);
            case "meta.lastmodified" -> time(ScimUserStore.CHANGED, filter);
            default -> attribute(name, filter);
        };
    }

    private static Condition attribute(ScimFilter.Name name, ScimFilter filter) {
        if (ScimSchemas.USER.ignores(name.attribute())) {
            return falseCondition();
        }
        var attribute = ScimSchemas.USER
                .attribute(name.attribute())
                .filter(ScimSchema.Attribute::writable)
                .orElseThrow(() -> unknown(name));
        if (attribute.many()) {
            var part = new ScimFilter.Name(name.sub().isEmpty() ? "value" : name.sub(), "");
            return ScimUserStore.any(attribute.name(), element(attribute, renamed(filter, part)));
        }
        if (attribute.kind() == ScimSchema.Kind.COMPLEX) {
            var part = attribute.part(name.sub()).orElseThrow(() -> unknown(name));
            return text(ScimUserStore.text(attribute.name(), part.name()), filter, false);
        }
        if (!name.sub().isEmpty()) {
            throw unknown(name);
        }
        return text(ScimUserStore.text(attribute.name()), filter, false);
    }

    private static Condition element(ScimSchema.Attribute attribute, ScimFilter filter) {
        var name = name(filter);
        var part = attribute.part(name.attribute()).orElseThrow(() -> unknown(name));
        return text(ScimUserStore.element(part.name()), filter, false);
    }

    private static ScimSchema.Attribute several(ScimFilter.Name name) {
        return ScimSchemas.USER
                .attribute(name.attribute())
                .filter(found -> found.many() && found.writable() && name.sub().isEmpty())
                .orElseThrow(() -> unknown(name));
    }

    /// Everybody is a user; those of whom the extension's attributes are known have its schema too.
    private static Condition schema(ScimFilter filter) {
        if (filter instanceof ScimFilter.Compare(var _, var operator, String id)
                && operator == ScimFilter.Operator.EQ) {
            return id.equalsIgnoreCase(ScimSchemas.CORE_USER)
                    ? trueCondition()
                    : id.equalsIgnoreCase(ScimSchemas.ENTERPRISE)
                            ? or(ScimSchemas.enterprise().stream()
                                    .map(attribute ->
                                            ScimUserStore.text(attribute.name()).isNotNull())
                                    .toList())
                            : falseCondition();
        }
        return filter instanceof ScimFilter.Present ? trueCondition() : failed(filter);
    }

    private static Condition active(ScimFilter filter) {
        if (filter instanceof ScimFilter.Compare(var _, var operator, var value)) {
            var word = String.valueOf(value).toLowerCase(Locale.ROOT);
            boolean equal = operator == ScimFilter.Operator.EQ;
            if ((equal || operator == ScimFilter.Operator.NE) && (word.equals("true") || word.equals("false"))) {
                return word.equals("true") == equal ? ScimUserStore.active() : not(ScimUserStore.active());
            }
            throw ScimRefused.filter("active is compared by eq and ne with true and false.");
        }
        return noCondition();
    }

    private static ScimFilter renamed(ScimFilter filter, ScimFilter.Name name) {
        return filter instanceof ScimFilter.Compare(var _, var operator, var value)
                ? new ScimFilter.Compare(name, operator, value)
                : new ScimFilter.Present(name);
    }
}
