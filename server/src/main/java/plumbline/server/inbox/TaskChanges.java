package plumbline.server.inbox;

import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.Changes;

/// What the journal says of a task's changes, in the words of its page.
final class TaskChanges {
    private TaskChanges() {}

    static JsonObject opened(Task task) {
        return Changes.begin()
                .field("title", null, task.words().title())
                .field("whose", null, task.held().by().name())
                .field("deadline", null, task.deadline().toString())
                .field("about", null, task.about().id())
                .details(JsonObject.builder().put("kind", task.kind()));
    }

    static JsonObject between(Task before, Task after) {
        return Changes.begin()
                .field("title", before.words().title(), after.words().title())
                .field("whose", before.held().by().name(), after.held().by().name())
                .field(
                        "deadline",
                        before.deadline().toString(),
                        after.deadline().toString())
                .details();
    }

    static JsonObject closed(Task task) {
        var closed = task.closed();
        return Changes.begin()
                .field("state", Task.State.OPEN.word(), task.state().word())
                .because(closed == null ? "" : closed.outcome().why())
                .details(JsonObject.builder().put("title", task.words().title()));
    }
}
