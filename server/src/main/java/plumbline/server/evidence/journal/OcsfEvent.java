package plumbline.server.evidence.journal;

import java.util.Locale;
import java.util.Map;
import plumbline.ledger.json.JsonObject;
import plumbline.server.web.Format;

/// An entry in the Open Cybersecurity Schema Framework, for the tools that gather events of many products.
///
/// What an entry tells decides its class: signing in is Authentication (3002), what becomes of an account is Account
/// Change (3001), everything else is done to a managed entity (3004). API Activity (6003) would need the caller's
/// network address, which the journal does not keep, so no event claims it. What the schema has no place for stands in
/// `unmapped`.
final class OcsfEvent {
    static final String VERSION = "1.8.0";

    private static final int OTHER = 99;
    private static final int CATEGORY = 3;

    private static final Map<String, Activity> AUTHENTICATION = Map.of(
            "signed-in", new Activity(1, "Logon"),
            "sign-in-failed", new Activity(1, "Logon"),
            "signed-out", new Activity(2, "Logoff"),
            "sessions-ended", new Activity(2, "Logoff"));
    private static final Map<String, Activity> ACCOUNT = Map.of(
            "created", new Activity(1, "Create"),
            "created-first", new Activity(1, "Create"),
            "reactivated", new Activity(2, "Enable"),
            "password-set", new Activity(3, "Password Change"),
            "link-created", new Activity(4, "Password Reset"),
            "deactivated", new Activity(5, "Disable"),
            "deleted", new Activity(6, "Delete"));
    private static final Map<String, Activity> ENTITY = Map.ofEntries(
            Map.entry("created", new Activity(1, "Create")),
            Map.entry("recorded", new Activity(1, "Create")),
            Map.entry("requested", new Activity(1, "Create")),
            Map.entry("opened", new Activity(2, "Read")),
            Map.entry("downloaded", new Activity(2, "Read")),
            Map.entry("exported", new Activity(2, "Read")),
            Map.entry("changed", new Activity(3, "Update")),
            Map.entry("decided", new Activity(3, "Update")),
            Map.entry("deleted", new Activity(4, "Delete")),
            Map.entry("removed", new Activity(4, "Delete")),
            Map.entry("reactivated", new Activity(8, "Enable")),
            Map.entry("deactivated", new Activity(9, "Disable")),
            Map.entry("revoked", new Activity(9, "Disable")));

    private record Activity(int id, String name) {}

    private OcsfEvent() {}

    static JsonObject of(JournalEntry entry) {
        var deed = entry.action().substring(entry.action().indexOf('.') + 1);
        boolean account = entry.object().kind().equals("account");
        if (account && AUTHENTICATION.containsKey(deed)) {
            return event(entry, 3002, "Authentication", activity(AUTHENTICATION, deed))
                    .put(
                            "service",
                            JsonObject.builder().put("name", "Plumbline").build())
                    .put("user", account(entry))
                    .build();
        }
        if (account || entry.object().kind().equals("service account")) {
            return event(entry, 3001, "Account Change", activity(ACCOUNT, deed))
                    .put("user", account(entry))
                    .build();
        }
        var event = event(entry, 3004, "Entity Management", activity(ENTITY, deed))
                .put(
                        "entity",
                        JsonObject.builder()
                                .put("type", entry.object().kind())
                                .put("type_id", OTHER)
                                .put("uid", entry.object().id())
                                .build());
        if (!entry.reason().isEmpty()) {
            event.put("comment", entry.reason());
        }
        return event.build();
    }

    /// What the schema knows has its number; everything else is Other, named in our words.
    private static Activity activity(Map<String, Activity> known, String deed) {
        return known.getOrDefault(deed, new Activity(OTHER, Format.action(deed)));
    }

    private static JsonObject.Builder event(JournalEntry entry, int type, String name, Activity activity) {
        boolean failed = entry.action().endsWith("failed");
        return JsonObject.builder()
                .put("activity_id", activity.id())
                .put("activity_name", activity.name())
                .put("actor", JsonObject.builder().put("user", actor(entry)).build())
                .put("category_name", "Identity & Access Management")
                .put("category_uid", CATEGORY)
                .put("class_name", name)
                .put("class_uid", type)
                .put(
                        "message",
                        entry.actor().name() + ": " + entry.action() + " "
                                + entry.object().reference())
                .put("metadata", metadata(entry))
                .put("severity", failed ? "Low" : "Informational")
                .put("severity_id", failed ? 2 : 1)
                .put("status", failed ? "Failure" : "Success")
                .put("status_id", failed ? 2 : 1)
                .put("time", entry.at().toEpochMilli())
                .put("type_name", name + ": " + activity.name())
                .put("type_uid", type * 100L + activity.id())
                .put("unmapped", unmapped(entry));
    }

    private static JsonObject metadata(JournalEntry entry) {
        var metadata = JsonObject.builder()
                .put("event_code", entry.action())
                .put("log_name", "journal")
                .put("original_time", entry.at().toString())
                .put(
                        "product",
                        JsonObject.builder()
                                .put("name", "Plumbline")
                                .put("vendor_name", "Plumbline")
                                .build())
                .put("uid", entry.id())
                .put("version", VERSION);
        if (entry.requestId() != null) {
            metadata.put("correlation_uid", entry.requestId());
        }
        return metadata.build();
    }

    private static JsonObject actor(JournalEntry entry) {
        return user(entry.actor().id(), entry.actor().kind())
                .put("name", entry.actor().name())
                .build();
    }

    /// The account it was done to; its name is known where it acted itself.
    private static JsonObject account(JournalEntry entry) {
        var kind = entry.object().kind().equals("account")
                ? "person"
                : entry.object().kind();
        var user = user(entry.object().id(), kind);
        if (entry.actor().id().equals(entry.object().id())) {
            user.put("name", entry.actor().name());
        }
        return user.build();
    }

    private static JsonObject.Builder user(String id, String kind) {
        var user = JsonObject.builder().put("uid", id);
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "person" -> user.put("type", "User").put("type_id", 1);
            case "system" -> user.put("type", "System").put("type_id", 3);
            case "service account" -> user.put("type", "Service").put("type_id", 4);
            default -> user.put("type", "Unknown").put("type_id", 0);
        };
    }

    private static JsonObject unmapped(JournalEntry entry) {
        var unmapped = JsonObject.builder().put("details", entry.details());
        if (entry.serviceId() != null) {
            unmapped.put("service", entry.serviceId());
        }
        return unmapped.build();
    }
}
