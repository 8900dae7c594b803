package plumbline.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Somebody at a browser, who keeps a picture of each page.
final class Tour implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 60_000;

    private final Playwright playwright = Playwright.create();
    private final Page page;
    private String url;

    Tour(String url) {
        this.url = url;
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(browser())
                        .setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-gpu")));
        page = browser.newPage(new Browser.NewPageOptions()
                .setViewportSize(1440, 900)
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE));
        page.setDefaultTimeout(PATIENCE_MILLIS);
    }

    /// The server has come back elsewhere.
    void moveTo(String newUrl) {
        url = newUrl;
    }

    /// Goes on as somebody whom the server has never seen.
    Tour forgetCookies() {
        page.context().clearCookies();
        return this;
    }

    /// Opens a page of ours, by its path, or whatever else by its whole address.
    Tour open(String address) {
        var answer = page.navigate(address.startsWith("/") ? url + address : address);
        if (answer == null || answer.status() != 200) {
            throw new AssertionError(address + " answers " + (answer == null ? "nothing" : answer.status()));
        }
        return this;
    }

    Tour fill(String name, String value) {
        page.locator("main [name=" + name + "]").fill(value);
        return this;
    }

    Tour choose(String name, String value) {
        page.locator("main [name=" + name + "]").selectOption(value);
        return this;
    }

    Tour press(String button) {
        page.locator("main button:has-text(\"" + button + "\")").click();
        return this;
    }

    /// Follows the first link of the main part with this text.
    Tour follow(String text) {
        page.locator("main a:has-text(\"" + text + "\")").first().click();
        return this;
    }

    Tour awaitPath(String pathPattern) {
        page.waitForURL(Pattern.compile(Pattern.quote(url) + pathPattern));
        return this;
    }

    /// The lines of the main part's table that say this.
    List<String> rows(String text) {
        return page.locator("main tbody tr:has-text(\"" + text + "\")").allInnerTexts();
    }

    String text() {
        return page.locator("main").innerText();
    }

    Tour picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("plumbline.screenshots"), name + ".png")));
        return this;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Path browser() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("needs Chromium on the PATH: apt install chromium"));
    }
}
