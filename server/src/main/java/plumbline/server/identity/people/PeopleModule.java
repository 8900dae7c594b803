package plumbline.server.identity.people;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Sessions;
import plumbline.server.identity.grant.GrantDesk;
import plumbline.server.identity.grant.Grants;
import plumbline.server.identity.grant.Teams;
import plumbline.server.identity.handover.Handover;
import plumbline.server.identity.handover.Ownership;
import plumbline.server.identity.imports.ImportAnswers;
import plumbline.server.identity.imports.ImportDesk;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;

/// The pages and endpoints of people, the endpoints of sessions.
public final class PeopleModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                PeopleApi.class,
                spec -> spec.supplier(context -> new PeopleApi(
                        context.bean(Accounts.class), context.bean(Handover.class), context.bean(Idempotency.class))));
        registry.registerBean(
                PeoplePages.class,
                spec -> spec.supplier(context -> new PeoplePages(
                        context.bean(Accounts.class),
                        context.bean(GrantDesk.class),
                        context.bean(Teams.class),
                        context.bean(Ownership.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                Managers.class,
                spec -> spec.supplier(context -> new Managers(
                        context.bean(Transactions.class), context.bean(Accounts.class), context.bean(Journal.class))));
        registry.registerBean(
                ReportsOwned.class, spec -> spec.supplier(context -> new ReportsOwned(context.bean(Managers.class))));
        registry.registerBean(
                ManagerPages.class,
                spec -> spec.supplier(context -> new ManagerPages(
                        context.bean(Accounts.class), context.bean(Managers.class), context.bean(Templates.class))));
        registry.registerBean(
                ManagerApi.class,
                spec -> spec.supplier(
                        context -> new ManagerApi(context.bean(Accounts.class), context.bean(Managers.class))));
        registry.registerBean(
                PersonImport.class,
                spec -> spec.supplier(context -> new PersonImport(
                        context.bean(Accounts.class), context.bean(Managers.class), context.bean(Grants.class))));
        registry.registerBean(
                PersonImportPages.class,
                spec -> spec.supplier(context ->
                        new PersonImportPages(context.bean(PersonImport.class), context.bean(ImportDesk.class))));
        registry.registerBean(
                PersonImportApi.class,
                spec -> spec.supplier(context ->
                        new PersonImportApi(context.bean(PersonImport.class), context.bean(ImportAnswers.class))));
        registry.registerBean(
                SessionApi.class, spec -> spec.supplier(context -> new SessionApi(context.bean(Sessions.class))));
    }
}
