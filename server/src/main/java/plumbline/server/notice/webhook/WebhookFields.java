package plumbline.server.notice.webhook;

import java.util.List;
import plumbline.server.notice.webhook.EndpointForm.Complaint;
import plumbline.server.web.Field;

/// The fields of an endpoint's form.
public record WebhookFields(Field name, Field address, Field events) {

    static WebhookFields of(EndpointForm form, List<Complaint> wrong) {
        return new WebhookFields(
                field("name", "Name", form.name(), wrong).needed(),
                field("address", "Address", form.address(), wrong)
                        .needed()
                        .hinted("Called by POST over HTTPS. No redirect is followed."),
                field("events", "Events", form.eventLines(), wrong)
                        .needed()
                        .hinted("One a line, as the journal calls them: service.created, account.*, or * for all."));
    }

    private static Field field(String name, String label, String value, List<Complaint> wrong) {
        var field = Field.of(name, label, value);
        return wrong.stream()
                .filter(complaint -> complaint.field().equals(name))
                .findFirst()
                .map(complaint -> field.refused(complaint.why()))
                .orElse(field);
    }
}
