package plumbline.server.web;

import static plumbline.server.web.Gallery.PARTS;
import static plumbline.server.web.Gallery.html;
import static plumbline.server.web.Gallery.nobody;
import static plumbline.server.web.Gallery.page;
import static plumbline.server.web.Gallery.raw;
import static plumbline.server.web.Gallery.shell;

import java.util.List;

/// A form that came back with errors, and the pages with little on them.
final class GalleryForms {

    private GalleryForms() {}

    static String form() {
        var name = Field.of("name", "Name", "").needed().refused("Give the service a name, such as Web shop.");
        var model = Field.of("model", "Service model", "paas").needed().hinted("Decides the default responsibilities.");
        var upstream = Field.of("upstream", "Upstream provider", "Hyperscale Ltd");
        var contact = Field.of("contact", "Security contact", "ops(at)example")
                .needed()
                .hinted("Gets notices of changes and incidents.")
                .refused("This is not an e-mail address: the @ is missing.");
        var about = Field.of("about", "What it does", "Sells things.\nKeeps orders for ten years.");
        var data = Field.of("personal", "Holds personal data", "true").hinted("Adds residency to the checks.");
        var fields = html(PARTS.webErrors(List.of(name, model, upstream, contact)))
                + html(PARTS.webCsrf(new Shell.Csrf("_csrf", "X-CSRF-TOKEN", "t0ken")))
                + html(PARTS.webInput(name, "text", "off", false))
                + html(PARTS.webSelect(model, List.of(new Option("iaas", "IaaS"), new Option("paas", "PaaS"))))
                + html(PARTS.webInput(upstream, "text", "off", false))
                + html(PARTS.webInput(contact, "email", "email", false))
                + html(PARTS.webTextarea(about, 4))
                + html(PARTS.webCheckbox(data));
        return page(
                shell("Register a service", Address.of("/services/new")),
                GalleryLists.title("Register a cloud service", null)
                        + "<form class=\"form\" method=\"post\" action=\"/services\" data-draft=\"service\" novalidate>"
                        + fields
                        + "<p class=\"buttons\"><button class=\"primary\">Register the service</button>"
                        + "<a class=\"button\" href=\"/services\">Go back</a></p>"
                        + "<p class=\"draft-note\" data-draft-note></p></form>");
    }

    static String signIn() {
        var name = Field.of("username", "E-mail", "").needed();
        var secret = Field.of("password", "Password", "").needed();
        var body = "<h1>Sign in</h1><form class=\"form\" method=\"post\" action=\"/sign-in\">"
                + html(PARTS.webCsrf(new Shell.Csrf("_csrf", "X-CSRF-TOKEN", "t0ken")))
                + html(PARTS.webInput(name, "email", "username", true))
                + html(PARTS.webInput(secret, "password", "current-password", false))
                + "<p class=\"buttons\"><button class=\"primary\">Sign in</button></p></form>";
        var failed = Flash.failed("E-mail or password is wrong. After five attempts the account rests for a while.");
        return html(PARTS.webPlain(nobody("/sign-in").titled("Sign in").withFlash(failed), raw(body)));
    }

    static String empty() {
        return page(
                shell("Services", Address.of("/services")),
                GalleryLists.title("Services", null)
                        + html(PARTS.webEmpty(
                                "No cloud services yet",
                                "A service is what you offer or use: its model, its data and who answers for it. Controls,"
                                        + " responsibilities and findings hang on services, so begin here.",
                                "/services/new",
                                "Register the first service")));
    }

    static String confirm() {
        return html(PARTS.webConfirm(
                shell("Withdraw", Address.of("/exceptions/EXC-0007/withdraw")),
                "Withdraw EXC-0007?",
                "Gates will deny builds of Web shop that fail SEG-01 from this moment on. The record stays.",
                "/exceptions/EXC-0007/withdraw",
                "Withdraw the exception",
                "/exceptions/EXC-0007",
                raw("<input type=\"hidden\" name=\"state\" value=\"active\">")));
    }

    static String problem() {
        return html(PARTS.webProblem(
                nobody("/nowhere").titled("Not found"),
                404,
                "There is no such page",
                "The address may be mistyped, or the record is not one that you may see.",
                "/",
                "Go to the start page",
                "01JD7Q"));
    }
}
