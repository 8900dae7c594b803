package plumbline.server.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.webjars.WebJarVersionLocator;

/// Where style and scripts are. The address carries a digest of the content, so that browsers may keep them for a year.
public final class Assets {

    public static final String STYLE = hashed("plumbline.css");
    public static final String THEME = hashed("theme.js");
    public static final String SCRIPT = hashed("plumbline.js");
    public static final String ICON = hashed("icon.svg");
    public static final String HTMX = webjar("htmx.org", "dist/htmx.min.js");

    static final String FOLDER = "/assets/";

    private Assets() {}

    private static String hashed(String name) {
        try (var in = Assets.class.getResourceAsStream("/static/assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("asset " + name + " is missing from the class path");
            }
            var digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            return "/assets/" + name + "?v=" + HexFormat.of().formatHex(digest, 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String webjar(String name, String file) {
        var path = Objects.requireNonNull(new WebJarVersionLocator().fullPath(name, file), name + " is missing");
        return path.substring("META-INF/resources".length());
    }
}
