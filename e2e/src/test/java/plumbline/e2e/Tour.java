package plumbline.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
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
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
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
                .setViewportSize(WIDTH, HEIGHT)
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

    /// The way to the browser's test authenticators.
    CDPSession devices() {
        var session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        return session;
    }

    /// Opens a page of ours, by its path, or whatever else by its whole address.
    Tour open(String address) {
        return open(address, 200);
    }

    Tour open(String address, int status) {
        var answer = page.navigate(address.startsWith("/") ? url + address : address);
        if (answer == null || answer.status() != status) {
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
        page.locator("main button:text-is(\"" + button + "\")").click();
        return this;
    }

    /// Follows the first link of the main part with this text.
    Tour follow(String text) {
        page.locator("main a:has-text(\"" + text + "\")").first().click();
        return this;
    }

    /// Fills in the sign-in page of an identity provider.
    Tour signInElsewhere(String user, String password) {
        page.locator("#username").fill(user);
        page.locator("#password").fill(password);
        page.locator("#kc-login").click();
        return this;
    }

    Tour signOut() {
        page.locator("details.person summary").click();
        page.locator("form[action='/sign-out'] button").click();
        return this;
    }

    Tour awaitPath(String pathPattern) {
        page.waitForURL(Pattern.compile(Pattern.quote(url) + pathPattern));
        return this;
    }

    /// Waits until the main part says this.
    Tour awaitText(String text) {
        page.locator("main :text(\"" + text + "\")").first().waitFor();
        return this;
    }

    /// Keeps what a link of the main part leads to.
    Tour download(String link, Path file) {
        page.waitForDownload(() -> follow(link)).saveAs(file);
        return this;
    }

    /// The lines of the main part's table that say this.
    List<String> rows(String text) {
        return page.locator("main tbody tr:has-text(\"" + text + "\")").allInnerTexts();
    }

    String text() {
        return page.locator("main").innerText();
    }

    Tour dark() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        return this;
    }

    Tour light() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return this;
    }

    Tour phone() {
        page.setViewportSize(390, 844);
        return this;
    }

    Tour desktop() {
        page.setViewportSize(WIDTH, HEIGHT);
        return this;
    }

    /// Keeps a picture of the page for the README, when a run is told where.
    Tour picture(String name) {
        var folder = System.getProperty("plumbline.screenshots", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Program.ROOT.resolve(folder).resolve(name + ".png")));
        }
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
