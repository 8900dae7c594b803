package plumbline.server.notice.mail;

/// The two forms of an e-mail's text. Whatever stands in a notice stands there as text.
final class MailText {
    private static final String WHY = "You get this because of your account in Plumbline. Which notices reach you by"
            + " e-mail is your choice, in Settings, Notices.";

    private MailText() {}

    static String plain(Mail mail) {
        return mail.text() + (mail.link().isEmpty() ? "" : "\n\n" + mail.link()) + "\n\n-- \n" + WHY + "\n";
    }

    static String html(Mail mail) {
        var link = mail.link().isEmpty()
                ? ""
                : "<p><a href=\"%s\" style=\"color:#1d4ed8\">Open it in Plumbline</a></p>"
                        .formatted(escaped(mail.link()));
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%s</title></head>
                <body style="font:15px/1.5 system-ui,sans-serif;color:#1a1a1a;max-width:40em">
                <h1 style="font-size:18px">%s</h1>
                <p>%s</p>
                %s
                <p style="color:#666;font-size:13px">%s</p>
                </body></html>
                """.formatted(
                        escaped(mail.subject()),
                        escaped(mail.subject()),
                        escaped(mail.text()).replace("\n", "<br>\n"),
                        link,
                        WHY);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
