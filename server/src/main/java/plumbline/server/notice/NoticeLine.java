package plumbline.server.notice;

import java.time.Instant;

/// A notice as its recipient sees it in the app.
///
/// @param id of the delivery: what the address names
public record NoticeLine(
        long id, String kind, String subject, String text, String link, boolean urgent, Instant at, boolean read) {}
