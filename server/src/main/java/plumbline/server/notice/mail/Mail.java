package plumbline.server.notice.mail;

/// One e-mail to one person.
///
/// @param id the same for each try, so that mail programs show it once
/// @param link the page that it is about, absolute; may be empty
public record Mail(String id, String to, String subject, String text, String link) {
    public Mail {
        if (!id.matches("[a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException("id must be small letters, digits and hyphens, but is " + id);
        }
    }
}
