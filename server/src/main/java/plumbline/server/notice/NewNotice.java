package plumbline.server.notice;

import plumbline.server.web.Links;

/// Something that somebody is to know.
///
/// @param about kind and id of the record, for example `finding:FND-0042`, so that the same is not told twice within an
/// hour; empty when each time counts
/// @param subject in a line
/// @param text in as many lines as it takes; plain text, no secret
/// @param link the page that it is about, a path of ours; may be empty
/// @param urgent whether it goes out in quiet hours, too
public record NewNotice(NoticeKind kind, String about, String subject, String text, String link, boolean urgent) {
    static final int LONGEST_SUBJECT = 200;
    static final int LONGEST_TEXT = 4_000;

    public NewNotice {
        subject = cut(subject.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip(), LONGEST_SUBJECT);
        text = cut(text.replaceAll("[\\p{Cntrl}&&[^\\n]]", "").strip(), LONGEST_TEXT);
        if (subject.isEmpty() || about.length() > 300) {
            throw new IllegalArgumentException("subject must not be empty, and about not be longer than 300");
        }
        if (!link.isEmpty() && !Links.safe(link).startsWith("/")) {
            throw new IllegalArgumentException("link must be a path of ours, but is " + link);
        }
    }

    public static NewNotice of(NoticeKind kind, String about, String subject, String text, String link) {
        return new NewNotice(kind, about, subject, text, link, false);
    }

    public NewNotice madeUrgent() {
        return new NewNotice(kind, about, subject, text, link, true);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
