package plumbline.server.decision.asking;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;
import plumbline.server.decision.delegation.Delegations;
import plumbline.server.identity.Accounts;
import plumbline.server.inbox.TaskKind;
import plumbline.server.inbox.Tasks;
import plumbline.server.notice.NoticeKind;
import plumbline.server.notice.Notices;
import plumbline.server.platform.Journal;

/// How decisions reach people.
public final class AskingModule implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                Asking.class,
                spec -> spec.supplier(context -> new AskingPeople(
                        context.bean(Tasks.class),
                        context.bean(Notices.class),
                        new Approvers(context.bean(Accounts.class), context.bean(Delegations.class)),
                        context.bean(Journal.class))));
        registry.registerBean(
                "decisionTasks",
                TaskKind.class,
                spec -> spec.supplier(context -> new TaskKind(AskingPeople.TASK, "Decisions")));
        registry.registerBean("decisionAsked", NoticeKind.class, spec -> spec.supplier(context -> AskingPeople.ASKED));
        registry.registerBean("decisionEnded", NoticeKind.class, spec -> spec.supplier(context -> AskingPeople.ENDED));
    }
}
