package plumbline.server.identity.scim;

import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static plumbline.schema.Tables.SCIM_GROUP;
import static plumbline.schema.Tables.TEAM;
import static plumbline.schema.Tables.TEAM_MEMBER;
import static plumbline.server.identity.scim.ScimComparisonStore.text;
import static plumbline.server.identity.scim.ScimComparisonStore.time;

import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.ProblemException;

/// A filter on groups as a condition.
final class ScimGroupFilterStore {
    private ScimGroupFilterStore() {}

    /// @throws ProblemException when it asks for what cannot be asked
    static Condition condition(@Nullable ScimFilter filter) {
        return filter == null
                ? noCondition()
                : ScimComparisonStore.condition(filter, ScimGroupFilterStore::group, ScimGroupFilterStore::within);
    }

    private static Condition group(ScimFilter filter) {
        var name = ScimComparisonStore.name(filter);
        return switch (name.toString()) {
            case "id" -> text(concat(inline(ScimGroup.id("")), TEAM.ID), filter, true);
            case "externalid" -> text(SCIM_GROUP.EXTERNAL_ID, filter, true);
            case "displayname" -> text(TEAM.NAME, filter, false);
            case "members", "members.value" -> member(filter);
            case "meta.created" -> time(TEAM.CREATED_AT, filter);
            case "meta.lastmodified" -> time(SCIM_GROUP.CHANGED_AT, filter);
            default -> throw ScimComparisonStore.unknown(name);
        };
    }

    /// `members[value eq "12"]`, which is the same as `members.value eq "12"`.
    private static Condition within(ScimFilter.Within filter) {
        if (filter.name().toString().equals("members")
                && filter.inner() instanceof ScimFilter.Compare(var name, var _, var _)
                && name.toString().equals("value")) {
            return member(filter.inner());
        }
        throw ScimRefused.filter("In brackets groups are found by members[value eq \"...\"].");
    }

    private static Condition member(ScimFilter filter) {
        return switch (filter) {
            case ScimFilter.Present _ -> TEAM.ID.in(select(TEAM_MEMBER.TEAM_ID).from(TEAM_MEMBER));
            case ScimFilter.Compare(var _, var operator, String id)
            when operator == ScimFilter.Operator.EQ ->
                ScimAnswers.isId(id)
                        ? TEAM.ID.in(select(TEAM_MEMBER.TEAM_ID)
                                .from(TEAM_MEMBER)
                                .where(TEAM_MEMBER.ACCOUNT_ID.eq(Long.parseLong(id))))
                        : falseCondition();
            default -> throw ScimRefused.filter("members are compared by eq with a user's id.");
        };
    }
}
