package plumbline.server.identity.reviewable;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.identity.grant.Grants;
import plumbline.server.identity.grant.Teams;

/// The kinds of access that identity keeps, but for tokens and links, which register theirs.
public final class ReviewableModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        var store = new AccessStore();
        registry.registerBean(
                "reviewableRoles",
                Reviewable.class,
                spec -> spec.order(1).supplier(context -> GivenRoles.ofPeople(context.bean(Grants.class), store)));
        registry.registerBean(
                "reviewableMemberships",
                Reviewable.class,
                spec -> spec.order(2).supplier(context -> new Memberships(context.bean(Teams.class), store)));
        registry.registerBean(
                "reviewableTeamRoles",
                Reviewable.class,
                spec -> spec.order(3).supplier(context -> GivenRoles.ofTeams(context.bean(Grants.class), store)));
    }
}
