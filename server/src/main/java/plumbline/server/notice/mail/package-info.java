/// E-mail by SMTP, through the mail server that the operator configured. Knows nothing of notices.
@NullMarked
package plumbline.server.notice.mail;

import org.jspecify.annotations.NullMarked;
