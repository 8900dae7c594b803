package plumbline.server.platform;

import org.jspecify.annotations.Nullable;

/// What a journal entry is about.
///
/// @param kind one word of the glossary, for example `finding`
/// @param id as people see it, for example `FND-0042`
/// @param serviceId the cloud service it belongs to, or null
public record Subject(String kind, String id, @Nullable Long serviceId) {
    public static Subject of(String kind, String id) {
        return new Subject(kind, id, null);
    }
}
