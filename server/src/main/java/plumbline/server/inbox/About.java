package plumbline.server.inbox;

import plumbline.server.web.Links;

/// The record that a task concerns.
///
/// @param kind one word of the glossary, for example `evidence`
/// @param id as people see it, for example `EV-12`; with the kind of task it is what a task is opened once for
/// @param link the page on which the work is done, a path of ours
public record About(String kind, String id, String link) {
    /// A task that somebody wrote by hand and that concerns no record.
    static final About NOTHING = new About("task", "", "");

    public About {
        if (kind.isBlank() || kind.length() > 60) {
            throw new IllegalArgumentException("kind must have 1 to 60 characters, but is " + kind);
        }
        if (id.length() > 200) {
            throw new IllegalArgumentException("id must have at most 200 characters, but is " + id);
        }
        if (!link.isEmpty() && !Links.safe(link).startsWith("/")) {
            throw new IllegalArgumentException("link must be a path of ours, but is " + link);
        }
    }
}
