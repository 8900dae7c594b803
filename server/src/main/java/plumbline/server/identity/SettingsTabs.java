package plumbline.server.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
        var roles = shell.person() == null ? List.<String>of() : shell.person().roles();
        var may = Role.permissionsOf(
                roles.stream().flatMap(word -> Role.find(word).stream()).collect(Collectors.toSet()));
        if (may.contains(Permission.TOKEN_MANAGE)) {
            tabs.add(tab("Service accounts", "/settings/service-accounts", href));
        }
        if (may.contains(Permission.ACCOUNT_MANAGE)) {
            tabs.add(tab("People", "/settings/people", href));
            tabs.add(tab("Break-glass", "/settings/break-glass", href));
        }
        return tabs;
    }

    private static Tab tab(String label, String href, String open) {
        return Tab.of(label, href, href.equals(open));
    }
}
