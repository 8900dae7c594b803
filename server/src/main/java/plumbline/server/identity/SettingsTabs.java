package plumbline.server.identity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.server.web.Shell;
import plumbline.server.web.Tab;

/// The tabs of Settings, those that the person may open: about themselves, about who has access, and about what
/// Plumbline is connected to.
public final class SettingsTabs {
    private static final List<Group> GROUPS = List.of(
            new Group(
                    "You",
                    List.of(
                            new Entry("My account", "/settings/account", null),
                            new Entry("Sign-in", "/settings/sign-in", null),
                            new Entry("Notices", "/settings/notices", null),
                            new Entry("My inbox", "/settings/inbox", null),
                            new Entry("Delegations", "/settings/delegations", Permission.DECISION_VOTE))),
            new Group(
                    "Access",
                    List.of(
                            new Entry("People", "/settings/people", Permission.ACCOUNT_MANAGE),
                            new Entry("Teams", "/settings/teams", Permission.ACCOUNT_MANAGE),
                            new Entry("Roles", "/settings/roles", Permission.ACCOUNT_MANAGE),
                            new Entry("Service accounts", "/settings/service-accounts", Permission.TOKEN_MANAGE),
                            new Entry("External links", "/settings/external-links", Permission.LINK_MANAGE),
                            new Entry("Single sign-on", "/settings/single-sign-on", Permission.ACCOUNT_MANAGE),
                            new Entry("Break-glass", "/settings/break-glass", Permission.ACCOUNT_MANAGE))),
            new Group(
                    "Connections",
                    List.of(
                            new Entry("API", "/settings/api", null),
                            new Entry("Channels", "/settings/channels", Permission.NOTICE_MANAGE),
                            new Entry("Webhooks", "/settings/webhooks", Permission.NOTICE_MANAGE),
                            new Entry("Deliveries", "/settings/deliveries", Permission.NOTICE_MANAGE),
                            new Entry("Jobs", "/settings/jobs", Permission.JOB_MANAGE))));

    private SettingsTabs() {}

    private record Group(String label, List<Entry> entries) {}

    /// @param permission that opens it, or null where everybody may
    private record Entry(
            String label, String href, @Nullable Permission permission) {}

    /// The tabs for whoever looks at this frame, with the one at `href` open.
    public static List<Tab> of(Shell shell, String href) {
        var groups = new ArrayList<Tab>();
        for (var group : GROUPS) {
            var tabs = group.entries().stream()
                    .filter(entry -> entry.permission() == null || may(shell, entry.permission()))
                    .map(entry ->
                            Tab.of(entry.label(), entry.href(), entry.href().equals(href)))
                    .toList();
            if (!tabs.isEmpty()) {
                groups.add(Tab.group(group.label(), tabs));
            }
        }
        return groups;
    }

    private static boolean may(Shell shell, Permission permission) {
        return shell.person() != null && shell.person().may().test(permission.word());
    }
}
