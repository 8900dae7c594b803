package plumbline.server.notice.mail;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.web.Flash;
import plumbline.server.web.Reply;

/// The button "send me a test message" of Settings, channels.
@Controller
final class MailPages {
    private final TestMail tests;

    MailPages(TestMail tests) {
        this.tests = tests;
    }

    @PostMapping("/settings/channels/test-mail")
    @Requires(Permission.NOTICE_MANAGE)
    Reply test(Principal principal) {
        var flash = switch (tests.send(principal)) {
            case TestMail.Sent.Taken(var to) ->
                Flash.done("The mail server took a message to " + to + ". Look whether it arrives.");
            case TestMail.Sent.Not(var why) -> Flash.failed("No message went out: " + why + ".");
        };
        return Reply.to("/settings/channels", flash);
    }
}
