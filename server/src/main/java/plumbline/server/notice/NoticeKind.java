package plumbline.server.notice;

import java.util.regex.Pattern;

/// A kind of notice, as an area registers it: a bean.
///
/// @param name as stored, for example `finding.opened`; it stays the same for ever
/// @param words what it tells, for people
/// @param byMail whether it comes by e-mail unless somebody switches that off
/// @param compulsory whether it cannot be switched off: whoever took over an account must not silence it
/// @param personal whether it concerns its recipient alone, so that no chat gets it
public record NoticeKind(String name, String words, boolean byMail, boolean compulsory, boolean personal) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9.-]{0,59}");

    public NoticeKind {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("name must be words such as finding.opened, but is " + name);
        }
    }

    /// Work of others: people may switch it on and off, and chats may get it.
    public static NoticeKind ofWork(String name, String words, boolean byMail) {
        return new NoticeKind(name, words, byMail, false, false);
    }

    /// Something about the recipient alone.
    public static NoticeKind personal(String name, String words) {
        return new NoticeKind(name, words, true, false, true);
    }

    /// Something about the recipient's own account, by every way.
    public static NoticeKind security(String name, String words) {
        return new NoticeKind(name, words, true, true, true);
    }
}
