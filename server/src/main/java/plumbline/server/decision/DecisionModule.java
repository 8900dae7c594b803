package plumbline.server.decision;

import java.time.Duration;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.decision.asking.Asking;
import plumbline.server.decision.delegation.Delegations;
import plumbline.server.decision.signature.KeyApi;
import plumbline.server.decision.signature.Signing;
import plumbline.server.decision.signature.SigningKey;
import plumbline.server.decision.stamp.StampSettings;
import plumbline.server.decision.stamp.Stamps;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.JobTime;
import plumbline.server.platform.job.Jobs;
import plumbline.server.platform.job.Recurring;
import plumbline.server.platform.outgoing.Outgoing;
import plumbline.server.templates.Templates;
import plumbline.server.web.Navigation;

/// The parts of decision and how they meet.
public final class DecisionModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        var store = new DecisionStore();
        var stamping = StampSettings.from(environment::getProperty);
        registry.registerBean(
                Stamps.class,
                spec -> spec.supplier(context -> {
                    var jobs = context.bean(Jobs.class);
                    return new Stamps(
                            stamping.orElse(null),
                            context.bean(Transactions.class),
                            context.bean(Outgoing.class),
                            jobs::soon);
                }));
        if (stamping.isPresent()) {
            registry.registerBean(
                    "decisionStamps",
                    Recurring.class,
                    spec -> spec.supplier(context -> {
                        var stamps = context.bean(Stamps.class);
                        return new Recurring(
                                Stamps.JOB,
                                "Fetch time stamps for signed decisions",
                                JobTime.every(Duration.ofMinutes(1)),
                                run -> {
                                    if (stamps.round(run.now()) == 0) {
                                        run.idle();
                                    }
                                });
                    }));
        }
        registerParts(registry, store);
        registerDoors(registry);
        registry.registerBean(
                "decisionSweep",
                Recurring.class,
                spec -> spec.supplier(context -> {
                    var sweep = context.bean(DecisionSweep.class);
                    return new Recurring(
                            "decision-sweep",
                            "Close decisions whose time is over",
                            JobTime.every(Duration.ofMinutes(5)),
                            run -> {
                                if (sweep.run(run.now()) == 0) {
                                    run.idle();
                                }
                            });
                }));
    }

    private static void registerParts(BeanRegistry registry, DecisionStore store) {
        registry.registerBean(
                Decisions.class,
                spec -> spec.supplier(context -> {
                    var kinds = context.beanProvider(Decidable.class);
                    return new Decisions(
                            store,
                            context.bean(Journal.class),
                            context.bean(Tokens.class),
                            context.bean(Asking.class),
                            () -> kinds.stream().toList());
                }));
        registry.registerBean(
                Capacities.class,
                spec -> spec.supplier(context -> new Capacities(
                        context.bean(Transactions.class),
                        context.bean(Accounts.class),
                        context.bean(Delegations.class))));
        registry.registerBean(
                Signing.class,
                spec -> spec.supplier(context -> {
                    var settings = context.bean(Settings.class);
                    var file = settings.shared().resolve("keys").resolve("decision.key");
                    return new Signing(
                            SigningKey.take(file),
                            settings.publicUrl(),
                            context.bean(Transactions.class),
                            context.bean(Journal.class),
                            context.bean(Stamps.class));
                }));
        registry.registerBean(
                Voting.class,
                spec -> spec.supplier(context -> new Voting(
                        context.bean(Decisions.class),
                        store,
                        context.bean(Capacities.class),
                        context.bean(Journal.class),
                        context.bean(Signing.class))));
        registry.registerBean(
                DecisionQueries.class,
                spec -> spec.supplier(context -> new DecisionQueries(
                        context.bean(Transactions.class),
                        store,
                        context.bean(Capacities.class),
                        context.bean(Journal.class),
                        context.bean(Stamps.class))));
        registry.registerBean(
                DecisionSweep.class,
                spec -> spec.supplier(context -> new DecisionSweep(
                        context.bean(Transactions.class),
                        context.bean(Decisions.class),
                        store,
                        context.bean(Journal.class))));
    }

    private static void registerDoors(BeanRegistry registry) {
        registry.registerBean(
                DecisionApi.class,
                spec -> spec.supplier(context -> new DecisionApi(
                        context.bean(DecisionQueries.class),
                        context.bean(Decisions.class),
                        context.bean(Voting.class),
                        context.bean(Idempotency.class))));
        registry.registerBean(
                DecisionPages.class,
                spec -> spec.supplier(context -> new DecisionPages(
                        context.bean(Transactions.class),
                        context.bean(DecisionQueries.class),
                        context.bean(Decisions.class),
                        context.bean(Voting.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                DecisionSearch.class,
                spec -> spec.supplier(context -> new DecisionSearch(context.bean(DecisionQueries.class))));
        registry.registerBean(
                "decisionsInTheRail",
                Navigation.Item.class,
                spec -> spec.supplier(context ->
                        new Navigation.Item("Decisions", "/decisions", "v", 17, Permission.DECISION_READ.word())));
        registry.registerBean(
                SignatureApi.class,
                spec -> spec.supplier(
                        context -> new SignatureApi(context.bean(DecisionQueries.class), context.bean(Stamps.class))));
        registry.registerBean(KeyApi.class, spec -> spec.supplier(context -> new KeyApi(context.bean(Signing.class))));
    }
}
