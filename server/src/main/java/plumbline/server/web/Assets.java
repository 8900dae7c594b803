package plumbline.server.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.webjars.WebJarVersionLocator;
import plumbline.ledger.Sha256;

/// Where style and scripts are. The address carries a digest of the content, so that browsers may keep them for a year.
public final class Assets {

    public static final String STYLE = hashed("plumbline.css");
    public static final String THEME = hashed("theme.js");
    public static final String SCRIPT = hashed("plumbline.js");
    public static final String PASSKEYS = hashed("passkeys.js");
    public static final String ICON = hashed("icon.svg");
    public static final String HTMX = webjar("htmx.org", "dist/htmx.min.js");

    static final String FOLDER = "/assets/";

    private Assets() {}

    private static String hashed(String name) {
        try (var in = Assets.class.getResourceAsStream("/static/assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("asset " + name + " is missing from the class path");
            }
            return FOLDER + name + "?v=" + Sha256.hex(in.readAllBytes()).substring(0, 12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String webjar(String name, String file) {
        var path = Objects.requireNonNull(new WebJarVersionLocator().fullPath(name, file), name + " is missing");
        return path.substring("META-INF/resources".length());
    }
}
