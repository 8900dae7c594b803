package plumbline.server.notice.mail;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Trying the mail server, as JSON.
@RestController
final class MailApi {
    private final TestMail tests;

    MailApi(TestMail tests) {
        this.tests = tests;
    }

    /// What came of a test message.
    ///
    /// @param trouble why the mail server did not take it, empty when it did
    record TestedMail(boolean taken, String trouble) {}

    /// Sends a test message to the caller's own address.
    @PostMapping("/api/v1/mail/test")
    @Requires(Permission.NOTICE_MANAGE)
    TestedMail test(Principal principal) {
        return switch (tests.send(principal)) {
            case TestMail.Sent.Taken _ -> new TestedMail(true, "");
            case TestMail.Sent.Not(var why) -> new TestedMail(false, why);
        };
    }
}
