package plumbline.server.identity.scim;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.trueCondition;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.ProblemException;

/// A filter on users as a condition, so that the database finds them and the page costs what it shows.
final class ScimUserFilterStore {
    private ScimUserFilterStore() {}

    /// @throws ProblemException when it asks for what cannot be asked
    static Condition condition(@Nullable ScimFilter filter) {
        return filter == null ? noCondition() : of(filter, ScimUserFilterStore::user);
    }

    /// @param one what a single comparison is about
    private static Condition of(ScimFilter filter, Function<ScimFilter, Condition> one) {
        return switch (filter) {
            case ScimFilter.And(var left, var right) -> of(left, one).and(of(right, one));
            case ScimFilter.Or(var left, var right) -> of(left, one).or(of(right, one));
            case ScimFilter.Not(var inner) -> not(of(inner, one));
            case ScimFilter.Within(var name, var _) when ScimSchemas.USER.ignores(name.attribute()) -> falseCondition();
            case ScimFilter.Within(var name, var inner) -> {
                var attribute = several(name);
                yield ScimUserStore.any(attribute.name(), of(inner, part -> element(attribute, part)));
            }
            case ScimFilter.Present _, ScimFilter.Compare _ -> one.apply(filter);
        };
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

    private static Condition time(Field<Instant> field, ScimFilter filter) {
        if (!(filter instanceof ScimFilter.Compare(var name, var operator, String text))) {
            return filter instanceof ScimFilter.Present ? field.isNotNull() : failed(filter);
        }
        try {
            var at = OffsetDateTime.parse(text).toInstant();
            return switch (operator) {
                case EQ -> field.eq(at);
                case NE -> field.ne(at);
                case GT -> field.gt(at);
                case GE -> field.ge(at);
                case LT -> field.lt(at);
                case LE -> field.le(at);
                case CO, SW, EW -> failed(filter);
            };
        } catch (DateTimeParseException notATime) {
            throw ScimRefused.filter(name + " is compared with a time such as \"2026-11-01T00:00:00Z\".");
        }
    }

    private static Condition text(Field<String> field, ScimFilter filter, boolean exact) {
        if (!(filter instanceof ScimFilter.Compare(var name, var operator, var value))) {
            return field.isNotNull().and(field.ne(""));
        }
        if (value == null) {
            return switch (operator) {
                case EQ -> field.isNull();
                case NE -> field.isNotNull();
                case CO, SW, EW, GT, GE, LT, LE -> failed(filter);
            };
        }
        if (!(value instanceof String || value instanceof Boolean)) {
            throw ScimRefused.filter(name + " is compared with text.");
        }
        var subject = exact ? field : lower(field);
        var text = exact ? value.toString() : value.toString().toLowerCase(Locale.ROOT);
        return switch (operator) {
            case EQ -> subject.eq(text);
            case NE -> subject.isDistinctFrom(text);
            case CO -> subject.contains(text);
            case SW -> subject.startsWith(text);
            case EW -> subject.endsWith(text);
            case GT -> subject.gt(text);
            case GE -> subject.ge(text);
            case LT -> subject.lt(text);
            case LE -> subject.le(text);
        };
    }

    private static ScimFilter.Name name(ScimFilter filter) {
        return switch (filter) {
            case ScimFilter.Present(var name) -> name;
            case ScimFilter.Compare(var name, var _, var _) -> name;
            case ScimFilter.Within _, ScimFilter.And _, ScimFilter.Or _, ScimFilter.Not _ ->
                throw ScimRefused.filter("Brackets may not stand inside brackets.");
        };
    }

    private static ScimFilter renamed(ScimFilter filter, ScimFilter.Name name) {
        return filter instanceof ScimFilter.Compare(var _, var operator, var value)
                ? new ScimFilter.Compare(name, operator, value)
                : new ScimFilter.Present(name);
    }

    private static ProblemException unknown(ScimFilter.Name name) {
        return ScimRefused.filter("There is no filter by " + name + ".");
    }

    private static Condition failed(ScimFilter filter) {
        throw ScimRefused.filter(name(filter) + " cannot be compared in this way.");
    }
}
