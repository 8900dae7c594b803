package plumbline.server.web;

import gg.jte.Content;
import gg.jte.models.runtime.JteModel;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plumbline.server.templates.StaticTemplates;
import plumbline.server.templates.Templates;

/// Whole pages made of every component, filled with samples: what people look at before they change the style.
final class Gallery {

    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final Templates PARTS = new StaticTemplates();

    private static final List<Navigation.Item> ITEMS = List.of(
            new Navigation.Item("Home", "/", "h", 10, null),
            new Navigation.Item("Controls", "/controls", "c", 20, null),
            new Navigation.Item("Responsibilities", "/responsibilities", "r", 30, null),
            new Navigation.Item("Policies", "/policies", "p", 40, null),
            new Navigation.Item("Changes", "/changes", "m", 50, null),
            new Navigation.Item("Delivery", "/delivery", "d", 60, null),
            new Navigation.Item("Exceptions", "/exceptions", "x", 70, null),
            new Navigation.Item("Findings", "/findings", "f", 80, null),
            new Navigation.Item("Signals", "/signals", "i", 90, null),
            new Navigation.Item("Incidents", "/incidents", "n", 100, null),
            new Navigation.Item("Suppliers", "/suppliers", "u", 110, null),
            new Navigation.Item("People", "/people", "o", 120, null),
            new Navigation.Item("Evidence", "/evidence", "e", 130, null),
            new Navigation.Item("Journal", "/journal", "j", 140, null),
            new Navigation.Item("Packs", "/packs", "k", 150, null),
            new Navigation.Item("Services", "/services", "s", 170, null),
            new Navigation.Item("Settings", "/settings", "t", 180, "SETTINGS"));

    private Gallery() {}

    static Map<String, String> pages() {
        var pages = new LinkedHashMap<String, String>();
        pages.put("home", GalleryRecords.home());
        pages.put("controls", GalleryLists.controls());
        pages.put("findings", GalleryLists.findings());
        pages.put("control", GalleryRecords.control());
        pages.put("finding", GalleryRecords.finding());
        pages.put("form", GalleryForms.form());
        pages.put("sign-in", GalleryForms.signIn());
        pages.put("empty", GalleryForms.empty());
        pages.put("confirm", GalleryForms.confirm());
        pages.put("problem", GalleryForms.problem());
        return pages;
    }

    static Shell nobody(String path) {
        return Shell.of(NOW, Address.of(path), new Shell.Csrf("_csrf", "X-CSRF-TOKEN", "t0ken"));
    }

    static Shell shell(String title, Address address) {
        var visitor = new SampleVisitor("Ida Berg", List.of("Compliance manager", "Control owner"), "CONTROL_READ");
        return nobody(address.path())
                .withPerson(Shell.Person.of(visitor), new Navigation(ITEMS).visibleTo(visitor, address.path()))
                .withServices(new ServiceFilter(
                        "", List.of(new Option("shop", "Web shop"), new Option("ledger", "Payment ledger"))))
                .withEdition("ISO/IEC 27017:2015")
                .titled(title);
    }

    static String html(JteModel model) {
        var output = new StringOutput();
        model.render(output);
        return output.toString();
    }

    /// Markup that is already HTML, as the content of a component.
    static Content raw(String html) {
        return output -> output.writeContent(html);
    }

    static String page(Shell shell, String content) {
        return html(PARTS.webShell(shell, raw(content)));
    }

    static String state(State state) {
        return html(PARTS.webState(state));
    }

    static String ago(long days) {
        return html(PARTS.webTime(NOW.minusSeconds(days * 86_400), NOW));
    }

    static Line line() {
        return new Line(
                "From rule to proof",
                List.of(
                        Line.Station.of("Control", 1, State.fail("failing"), "/controls/13.1.4"),
                        Line.Station.of("Rule", 3, State.pass("published"), "/rules?control=13.1.4"),
                        Line.Station.of("Check", 4, State.fail("2 fail"), "/findings?control=13.1.4"),
                        Line.Station.gap(
                                "Change", "No change fixes this", "Open a change", "/changes/new?control=13.1.4"),
                        Line.Station.of("Evidence", 12, State.stale("1 stale"), "/evidence?control=13.1.4"),
                        Line.Station.of("Proof", 11, State.waits("1 not yet in log"), "/journal?control=13.1.4")));
    }
}
