package plumbline.server.decision.asking;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.decision.Decisions;
import plumbline.server.decision.delegation.Delegations;
import plumbline.server.identity.Accounts;
import plumbline.server.inbox.TaskKind;
import plumbline.server.inbox.Tasks;
import plumbline.server.notice.NoticeKind;
import plumbline.server.notice.Notices;

/// How decisions reach people.
public final class AskingModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Approvers.class,
                spec -> spec.supplier(
                        context -> new Approvers(context.bean(Accounts.class), context.bean(Delegations.class))));
        registry.registerBean(
                Asking.class,
                spec -> spec.supplier(context -> new AskingPeople(
                        context.bean(Tasks.class), context.bean(Notices.class), context.bean(Approvers.class))));
        registry.registerBean(
                "decisionTasks",
                TaskKind.class,
                spec -> spec.supplier(context -> {
                    var decisions = context.beanProvider(Decisions.class);
                    return new TaskKind(
                            AskingPeople.TASK,
                            "Decisions",
                            new VoteTakers(
                                    decisions::getObject, context.bean(Approvers.class), context.bean(Accounts.class)));
                }));
        registry.registerBean("decisionAsked", NoticeKind.class, spec -> spec.supplier(context -> AskingPeople.ASKED));
        registry.registerBean("decisionEnded", NoticeKind.class, spec -> spec.supplier(context -> AskingPeople.ENDED));
    }
}
