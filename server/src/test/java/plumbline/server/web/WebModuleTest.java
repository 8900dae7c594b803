package plumbline.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// The wiring on a real server: a handler takes a shell, answers a page or a reply, and a browser keeps what it got.
class WebModuleTest {

    private static ServletWebServerApplicationContext server;
    private static URI root;

    @BeforeAll
    static void startsAServer() {
        var application = new SpringApplication(Site.class);
        application.setDefaultProperties(Map.of("server.port", "0", "server.address", "127.0.0.1"));
        application.setRegisterShutdownHook(false);
        server = (ServletWebServerApplicationContext) application.run();
        root = URI.create("http://127.0.0.1:" + server.getWebServer().getPort());
    }

    @AfterAll
    static void stopsIt() {
        server.close();
    }

    @Test
    void aHandlerGetsAShellAndAnswersAPage() throws Exception {
        var page = get(browser(), "/things?sort=age");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.body())
                .contains("<title>Things · Plumbline</title>")
                .contains("Ida Berg")
                .contains("aria-current=\"page\">Things</a>")
                .contains("ISO/IEC 27017:2015")
                .doesNotContain("Secrets");
    }

    @Test
    void aRefusedFormIsNotDone() throws Exception {
        assertThat(post(browser(), "/things?ok=false").statusCode()).isEqualTo(422);
    }

    @Test
    void aFormThatDidItsWorkLeadsToAPageThatSaysSoOnce() throws Exception {
        var browser = browser();
        var done = post(browser, "/things?ok=true");
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("Location")).hasValue("/things");
        assertThat(get(browser, "/things").body()).contains("role=\"status\"").contains("Saved &lt;b&gt;.");
        assertThat(get(browser, "/things").body()).doesNotContain("role=\"status\"");
    }

    @Test
    void theServiceFilterHoldsAcrossPages() throws Exception {
        var browser = browser();
        assertThat(get(browser, "/things?service=shop").body()).contains("<option value=\"shop\" selected>");
        assertThat(get(browser, "/things").body()).contains("<option value=\"shop\" selected>");
        get(browser, "/things?service=");
        assertThat(get(browser, "/things").body()).doesNotContain("selected>");
    }

    @Test
    void aServiceThatNobodyOffersSelectsAll() throws Exception {
        assertThat(get(browser(), "/things?service=nobodys").body()).doesNotContain("selected>");
    }

    @Test
    void everyAssetOfAPageIsServedAndKept() throws Exception {
        var browser = browser();
        var page = get(browser, "/things").body();
        var assets = Pattern.compile("(?:src|href)=\"(/(?:assets|webjars)/[^\"]+)\"")
                .matcher(page)
                .results()
                .map(hit -> hit.group(1))
                .toList();
        assertThat(assets).hasSize(5);
        for (var asset : assets) {
            var response = get(browser, asset);
            assertThat(response.statusCode()).as(asset).isEqualTo(200);
            assertThat(response.body()).as(asset).isNotEmpty();
            assertThat(response.headers().firstValue("Cache-Control").orElse(""))
                    .as(asset)
                    .contains("immutable");
        }
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private static HttpResponse<String> get(HttpClient browser, String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(HttpClient browser, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(root.resolve(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    @Import(WebModule.class)
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    static class Site {

        @Bean
        InstantSource clock() {
            return InstantSource.fixed(Gallery.NOW);
        }

        @Bean
        Navigation.Item things() {
            return new Navigation.Item("Things", "/things", "t", 10, null);
        }

        @Bean
        Navigation.Item secrets() {
            return new Navigation.Item("Secrets", "/secrets", "s", 20, "SECRET_READ");
        }

        @Bean
        ShellContribution frame() {
            var shop = List.of(new Option("shop", "Web shop"));
            return (shell, visitor) -> shell.withEdition("ISO/IEC 27017:2015")
                    .withServices(shell.services().among(shop));
        }

        @Bean
        Things pages() {
            return new Things();
        }

        @Bean
        Filter signedIn() {
            return (request, response, chain) -> chain.doFilter(new SignedIn((HttpServletRequest) request), response);
        }
    }

    @Controller
    static class Things {

        @GetMapping("/things")
        gg.jte.models.runtime.JteModel list(Shell shell) {
            return Gallery.PARTS.webShell(shell.titled("Things"), Gallery.raw("<h1>Things</h1>"));
        }

        @PostMapping("/things")
        Reply save(Shell shell, boolean ok) {
            return ok
                    ? Reply.to("/things", Flash.done("Saved <b>."))
                    : Reply.page(422, Gallery.PARTS.webShell(shell, Gallery.raw("<h1>Look again</h1>")));
        }
    }

    private static final class SignedIn extends HttpServletRequestWrapper {

        SignedIn(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            return new Person();
        }
    }

    private record Person() implements Principal, Visitor {

        @Override
        public String getName() {
            return name();
        }

        @Override
        public String name() {
            return "Ida Berg";
        }

        @Override
        public String initials() {
            return "IB";
        }

        @Override
        public List<String> roles() {
            return List.of("Auditor");
        }

        @Override
        public boolean may(String permission) {
            return false;
        }
    }
}
