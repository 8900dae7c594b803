package plumbline.server.identity.scim;

import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.not;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import plumbline.server.api.ProblemException;

/// What filters on every kind of resource have in common: how they are joined, how texts and times are compared.
final class ScimComparisonStore {
    private ScimComparisonStore() {}

    /// @param one what a single comparison is about
    /// @param within what a filter in brackets is about
    static Condition condition(
            ScimFilter filter, Function<ScimFilter, Condition> one, Function<ScimFilter.Within, Condition> within) {
        return switch (filter) {
            case ScimFilter.And(var left, var right) ->
                condition(left, one, within).and(condition(right, one, within));
            case ScimFilter.Or(var left, var right) ->
                condition(left, one, within).or(condition(right, one, within));
            case ScimFilter.Not(var inner) -> not(condition(inner, one, within));
            case ScimFilter.Within brackets -> within.apply(brackets);
            case ScimFilter.Present _, ScimFilter.Compare _ -> one.apply(filter);
        };
    }

    /// Brackets inside brackets.
    static Condition nested(ScimFilter.Within filter) {
        return failed(filter);
    }

    static Condition time(Field<Instant> field, ScimFilter filter) {
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

    static Condition text(Field<String> field, ScimFilter filter, boolean exact) {
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

    static ScimFilter.Name name(ScimFilter filter) {
        return switch (filter) {
            case ScimFilter.Present(var name) -> name;
            case ScimFilter.Compare(var name, var _, var _) -> name;
            case ScimFilter.Within _, ScimFilter.And _, ScimFilter.Or _, ScimFilter.Not _ ->
                throw ScimRefused.filter("Brackets may not stand inside brackets.");
        };
    }

    static ProblemException unknown(ScimFilter.Name name) {
        return ScimRefused.filter("There is no filter by " + name + ".");
    }

    static Condition failed(ScimFilter filter) {
        throw ScimRefused.filter(name(filter) + " cannot be compared in this way.");
    }
}
