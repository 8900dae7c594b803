package plumbline.server.identity;

/// Where to go after signing in. Only ever a path of ours: a link that leads elsewhere must not borrow our name.
public final class NextPage {
    private NextPage() {}

    /// The path that was asked for, if it is one of ours; otherwise the first page.
    public static String of(String asked) {
        boolean ours = asked.startsWith("/")
                && !asked.startsWith("//")
                && asked.length() <= 2000
                && asked.chars().noneMatch(c -> c == '\\' || c < 0x20 || c == 0x7f)
                && !asked.startsWith("/sign-");
        return ours ? asked : "/";
    }
}
