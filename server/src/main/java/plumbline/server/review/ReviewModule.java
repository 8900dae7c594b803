package plumbline.server.review;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.api.Idempotency;
import plumbline.server.estate.Services;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.EvidenceRecorder;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.handover.Owned;
import plumbline.server.identity.reviewable.Reviewable;
import plumbline.server.inbox.TaskKind;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.server.templates.Templates;
import plumbline.server.web.Navigation;

/// The parts of access reviews and how they meet.
public final class ReviewModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        var store = new ReviewStore();
        var items = new ItemStore();
        registry.registerBean(
                Kinds.class,
                spec -> spec.supplier(context -> {
                    var sources = context.beanProvider(Reviewable.class);
                    return new Kinds(() -> sources.orderedStream().toList());
                }));
        registry.registerBean(
                ReviewTasks.class, spec -> spec.supplier(context -> new ReviewTasks(context.bean(Tasks.class), items)));
        registry.registerBean(
                Effects.class,
                spec -> spec.supplier(context -> new Effects(
                        context.bean(Kinds.class),
                        context.bean(Services.class),
                        context.bean(Accounts.class),
                        context.bean(Journal.class))));
        registry.registerBean(
                ReviewQueries.class,
                spec -> spec.supplier(context -> new ReviewQueries(
                        context.bean(Transactions.class),
                        store,
                        items,
                        context.bean(Kinds.class),
                        context.bean(Journal.class))));
        registerWork(registry, store, items);
        registerOwnership(registry, store);
        registerDoors(registry);
        registry.registerBean(
                ReviewSearch.class,
                spec -> spec.supplier(context -> new ReviewSearch(context.bean(Transactions.class), store)));
        registry.registerBean(
                "reviewsToDecide",
                TaskKind.class,
                spec -> spec.supplier(context -> new TaskKind(ReviewTasks.DECIDE, "Access to review")));
        registry.registerBean(
                "reviewsToComplete",
                TaskKind.class,
                spec -> spec.supplier(context -> new TaskKind(ReviewTasks.COMPLETE, "Access review to complete")));
        registry.registerBean(
                "reviewsInTheRail",
                Navigation.Item.class,
                spec -> spec.supplier(context -> new Navigation.Item(
                        "Access reviews", "/access-reviews", "o", 120, Permission.REVIEW_READ.word())));
    }

    private static void registerWork(BeanRegistry registry, ReviewStore store, ItemStore items) {
        registry.registerBean(
                Reviews.class,
                spec -> spec.supplier(context -> new Reviews(
                        store,
                        items,
                        new Reviews.Parts(
                                context.bean(Kinds.class), context.bean(Services.class), context.bean(Accounts.class)),
                        context.bean(ReviewTasks.class),
                        context.bean(Journal.class))));
        registry.registerBean(
                Deciding.class,
                spec -> spec.supplier(context -> new Deciding(
                        store,
                        items,
                        new Deciding.Parts(
                                context.bean(Kinds.class), context.bean(Accounts.class), context.bean(Effects.class)),
                        context.bean(ReviewTasks.class),
                        context.bean(Journal.class))));
        registry.registerBean(
                Closing.class,
                spec -> spec.supplier(context -> new Closing(
                        store,
                        items,
                        new Closing.Parts(
                                context.bean(Kinds.class),
                                context.bean(Accounts.class),
                                context.bean(BodyStore.class),
                                context.bean(EvidenceRecorder.class)),
                        context.bean(ReviewTasks.class),
                        context.bean(Journal.class))));
    }

    private static void registerOwnership(BeanRegistry registry, ReviewStore store) {
        registry.registerBean(
                ReviewOwnership.class,
                spec -> spec.supplier(context ->
                        new ReviewOwnership(store, context.bean(ReviewTasks.class), context.bean(Journal.class))));
        registry.registerBean(
                "reviewsOwned",
                Owned.class,
                spec -> spec.supplier(context -> context.bean(ReviewOwnership.class).new Ownings()));
        registry.registerBean(
                "reviewsDecidedIn",
                Owned.class,
                spec -> spec.supplier(context -> context.bean(ReviewOwnership.class).new Seats()));
    }

    private static void registerDoors(BeanRegistry registry) {
        registry.registerBean(
                ReviewPages.class,
                spec -> spec.supplier(context -> new ReviewPages(
                        context.bean(Transactions.class),
                        context.bean(ReviewQueries.class),
                        new ReviewPages.Parts(context.bean(Reviews.class), context.bean(Closing.class)),
                        context.bean(Services.class),
                        context.bean(Templates.class))));
        registry.registerBean(
                ItemPages.class,
                spec -> spec.supplier(context -> new ItemPages(
                        context.bean(Transactions.class),
                        context.bean(ReviewQueries.class),
                        new ItemPages.Parts(
                                context.bean(Deciding.class), context.bean(Effects.class), context.bean(Closing.class)),
                        new ItemForms(context.bean(ReviewQueries.class), context.bean(Services.class)),
                        context.bean(Templates.class))));
        registry.registerBean(
                ReviewApi.class,
                spec -> spec.supplier(context -> new ReviewApi(
                        context.bean(ReviewQueries.class),
                        context.bean(Reviews.class),
                        context.bean(Closing.class),
                        context.bean(Idempotency.class))));
        registry.registerBean(
                ItemApi.class,
                spec -> spec.supplier(context -> new ItemApi(
                        context.bean(ReviewQueries.class),
                        context.bean(Deciding.class),
                        context.bean(Idempotency.class))));
    }
}
