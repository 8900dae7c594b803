package plumbline.server.identity;

import java.util.ArrayList;
import java.util.List;
import plumbline.server.web.Shell;
import plumbline.server.web.Tab;

/// The tabs of Settings, those that the person may open.
public final class SettingsTabs {
    private SettingsTabs() {}

    /// The tabs for whoever looks at this frame, with the one at `href` open.
    public static List<Tab> of(Shell shell, String href) {
        var tabs = new ArrayList<Tab>();
        tabs.add(tab("My account", "/settings/account", href));
        tabs.add(tab("Sign-in", "/settings/sign-in", href));
        tabs.add(tab("Notices", "/settings/notices", href));
        tabs.add(tab("My inbox", "/settings/inbox", href));
        if (may(shell, Permission.DECISION_VOTE)) {
            tabs.add(tab("Delegations", "/settings/delegations", href));
        }
        if (may(shell, Permission.TOKEN_MANAGE)) {
            tabs.add(tab("Service accounts", "/settings/service-accounts", href));
        }
        if (may(shell, Permission.LINK_MANAGE)) {
            tabs.add(tab("External links", "/settings/external-links", href));
        }
        if (may(shell, Permission.ACCOUNT_MANAGE)) {
            tabs.add(tab("People", "/settings/people", href));
            tabs.add(tab("Single sign-on", "/settings/single-sign-on", href));
            tabs.add(tab("Teams", "/settings/teams", href));
            tabs.add(tab("Roles", "/settings/roles", href));
            tabs.add(tab("Break-glass", "/settings/break-glass", href));
        }
        if (may(shell, Permission.JOB_MANAGE)) {
            tabs.add(tab("Jobs", "/settings/jobs", href));
        }
        if (may(shell, Permission.NOTICE_MANAGE)) {
            tabs.add(tab("Channels", "/settings/channels", href));
            tabs.add(tab("Webhooks", "/settings/webhooks", href));
            tabs.add(tab("Deliveries", "/settings/deliveries", href));
        }
        return tabs;
    }

    private static boolean may(Shell shell, Permission permission) {
        return shell.person() != null && shell.person().may().test(permission.word());
    }

    private static Tab tab(String label, String href, String open) {
        return Tab.of(label, href, href.equals(open));
    }
}
