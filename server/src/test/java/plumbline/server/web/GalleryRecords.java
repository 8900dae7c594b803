package plumbline.server.web;

import static plumbline.server.web.Gallery.NOW;
import static plumbline.server.web.Gallery.PARTS;
import static plumbline.server.web.Gallery.ago;
import static plumbline.server.web.Gallery.html;
import static plumbline.server.web.Gallery.page;
import static plumbline.server.web.Gallery.raw;
import static plumbline.server.web.Gallery.shell;
import static plumbline.server.web.Gallery.state;

import java.time.Duration;
import java.util.List;

/// A control, a finding, and the start page.
final class GalleryRecords {

    private GalleryRecords() {}

    static String control() {
        var body = """
                <section><h2>What is expected</h2><div class="columns">
                <div class="column ours"><h3>Provider, our part</h3>
                <p>Keep the rules for the virtual network the same as those for the physical one below it. Write the
                common policy down, and check that what is configured follows it in both.</p>
                <p>Say which layer enforces what when a rule exists in one of them only.</p></div>
                <div class="column"><h3>Customer</h3>
                <p>Nothing is asked of the customer by this control. Knowing the provider's rules helps to
                place one's own segments.</p></div></div></section>
                <section><h2>Per cloud service</h2>""" + duties() + "</section><section><h2>Checks</h2>" + checks() + "</section>";
        var side = html(PARTS.webFacts(
                        raw(fact("Owner", "<a href=\"/people/7\">Samir Haddad</a>")
                                + fact("Kind", "Cloud, CLD")
                                + fact("Applicable", "Yes, since 4 Mar 2026")
                                + fact("Responsible", "Provider")
                                + fact("Next review", html(PARTS.webTime(NOW.plus(Duration.ofDays(19)), NOW)))
                                + fact("Successor", "<a href=\"/controls/8.34\">8.34 in 2026</a>")
                                + fact("Approval", html(PARTS.webDigest("9f2c4e1ab07d55c3e8a1440b9d31f6aa")))),
                        null))
                + html(PARTS.webHistory(
                        new Event.History(
                                List.of(
                                        new Event(
                                                NOW.minusSeconds(240),
                                                "Scanner",
                                                "2 checks fail in Web shop",
                                                "/findings"),
                                        new Event(
                                                NOW.minusSeconds(90_000),
                                                "Ida Berg",
                                                "/journal?actor=account:7",
                                                "decided",
                                                "/journal/JRN-812",
                                                "All networks are virtual here, so both sides must agree.",
                                                "9f2c4e1ab07d",
                                                List.of(new Event.Difference(
                                                        "applies", "not applicable", "applicable"))),
                                        new Event(NOW.minusSeconds(700_000), "Samir Haddad", "took over", null)),
                                "/journal?object=control:2015/CLD.13.1.4"),
                        NOW));
        var tabs = List.of(
                Tab.of("Overview", "/controls/CLD.13.1.4", true),
                Tab.of("Checks", "/controls/CLD.13.1.4/checks", false).counting(4),
                Tab.of("Evidence", "/controls/CLD.13.1.4/evidence", false).counting(12),
                Tab.of("Crosswalk", "/controls/CLD.13.1.4/crosswalk", false));
        return page(
                shell("CLD.13.1.4", Address.of("/controls/CLD.13.1.4")),
                html(PARTS.webTitle(
                                "Alignment of security management for virtual and physical networks",
                                "CLD.13.1.4",
                                State.fail("failing"),
                                "Samir Haddad opens a change",
                                raw("<a class=\"button primary\" href=\"/changes/new\">Open a change</a>"),
                                raw("<a href=\"/x\">Request an exception</a><a href=\"/y\">Declare not applicable</a>"),
                                null))
                        + html(PARTS.webLine(Gallery.line()))
                        + html(PARTS.webTabs(tabs))
                        + html(PARTS.webRecord(raw(body), raw(side))));
    }

    private static String duties() {
        var head = GalleryLists.plain("Service")
                + GalleryLists.plain("Owns")
                + GalleryLists.plain("Implements")
                + GalleryLists.plain("Monitors")
                + GalleryLists.plain("Evidences");
        var rows = """
                <tr><td class="wide"><a class="main-link" href="/services/shop">Web shop</a></td><td>P · Samir Haddad</td>
                <td>P · Platform team</td><td>P · Platform team</td><td>%s</td></tr>
                <tr><td class="wide"><a class="main-link" href="/services/ledger">Payment ledger</a></td><td>P · Samir Haddad</td>
                <td>S · Platform team</td><td>P · On-call</td><td>%s</td></tr>""".formatted(state(State.fail("no pointer")), state(State.pass("EV-1182")));
        return html(PARTS.webList("Duties", raw(head), raw(rows))).replace(" id=\"list\"", "");
    }

    private static String checks() {
        var head = GalleryLists.plain("Check") + GalleryLists.plain("Title") + GalleryLists.plain("Result")
                + "<th scope=\"col\" class=\"num\">Last run</th>";
        var rows = new StringBuilder();
        var words =
                List.of("SEG-01|Security group open to the world", "SEG-03|Peering without a rule", "NET-07|Default");
        var states = List.of(State.fail("2 fail"), State.pass("pass"), State.unknown("unknown"));
        for (int i = 0; i < words.size(); i++) {
            var parts = words.get(i).split("\\|", -1);
            rows.append("<tr><td class=\"id\">%s</td><td class=\"wide\"><a href=\"/checks\">%s</a></td><td>%s</td>"
                    .formatted(parts[0], parts[1], state(states.get(i))));
            rows.append("<td class=\"num\">").append(ago(i)).append("</td></tr>");
        }
        return html(PARTS.webList("Checks", raw(head), raw(rows.toString())));
    }

    static String finding() {
        var lines = """
                resource "aws_security_group" "web" {
                  name   = "web"
                  vpc_id = aws_vpc.main.id

                  ingress {
                    from_port   = 22
                    to_port     = 22
                    cidr_blocks = ["0.0.0.0/0"]
                  }
                }""".lines().toList();
        var body = "<section><h2>Where</h2>" + html(PARTS.webSnippet(new Snippet("infra/network.tf", 34, 41, lines)))
                + "</section><section><h2>How to fix it</h2><p>Allow the port from your own networks only.</p></section>";
        var side = html(PARTS.webFacts(
                raw(fact("Service", "Web shop")
                        + fact("Severity", "High")
                        + fact("First seen", ago(12))
                        + fact("Size", Format.bytes(48_203))),
                "Facts"));
        return page(
                shell("Security group open to the world", Address.of("/findings/4000"))
                        .withFlash(Flash.done("Assigned to Platform team."))
                        .withBanner("Example company: all records here are samples."),
                html(PARTS.webTitle(
                                "Security group open to the world",
                                "SEG-01",
                                State.fail("open"),
                                null,
                                null,
                                null,
                                null))
                        + html(PARTS.webRecord(raw(body), raw(side))));
    }

    static String home() {
        var domains = List.of(
                "A.5 Policies|2|0|0|0",
                "A.6 Organisation|5|1|2|0",
                "A.8 Assets|6|0|4|1",
                "A.9 Access|9|3|4|0",
                "A.10 Cryptography|1|1|0|0",
                "A.12 Operations|8|2|5|1",
                "A.13 Communications|5|1|2|0",
                "A.14 Development|6|0|7|2",
                "A.15 Suppliers|3|0|2|0",
                "A.18 Compliance|4|1|3|0");
        var rows = new StringBuilder();
        for (var domain : domains) {
            var n = domain.split("\\|", -1);
            var bar = new Bar(Long.parseLong(n[1]), Long.parseLong(n[2]), Long.parseLong(n[3]), Long.parseLong(n[4]));
            rows.append("""
                    <tr><td><a class="main-link" href="/controls">%s</a></td><td class="wide">%s</td><td class="num">%s</td>
                    <td class="num">%s</td><td class="num">%s</td><td class="num">%s</td></tr>""".formatted(n[0], html(PARTS.webBar(bar)), n[1], n[2], n[3], n[4]));
        }
        var head = GalleryLists.plain("Domain") + GalleryLists.plain("How it stands");
        for (var word : List.of("Met", "Failing", "Unknown", "Not applicable")) {
            head += "<th scope=\"col\" class=\"num\">" + word + "</th>";
        }
        var body = "<section>" + html(PARTS.webList("Domains", raw(head), raw(rows.toString()))) + "</section>"
                + """
                <section><h2>Worse since last week</h2><table class="list"><tbody>
                <tr><td class="id">CLD.13.1.4</td><td class="wide"><a href="/controls">Virtual and physical networks</a></td>
                <td>%s</td><td class="num">%s</td></tr><tr><td class="id">12.4.1</td><td class="wide">
                <a href="/controls">Event logging</a></td><td>%s</td><td class="num">%s</td></tr></tbody></table></section>""".formatted(state(State.fail("failing")), ago(1), state(State.unknown("unknown")), ago(3));
        var side = html(PARTS.webFacts(
                        raw(fact("Approve", "<a href=\"/changes\">4 changes</a>")
                                + fact("Review", "2 policies")
                                + fact("Ida Berg", "3 decisions")),
                        "Waiting for a decision"))
                + html(PARTS.webFacts(
                        raw(fact("Exceptions", "EXC-0007 in 6 days")
                                + fact("Evidence", "5 pieces")
                                + fact("Assurance", "1 supplier")),
                        "Expiring in 30 days"));
        return page(
                shell("Home", Address.of("/")),
                GalleryLists.title("How the programme stands", "computed 4 min ago")
                        + html(PARTS.webRecord(raw(body), raw(side))));
    }

    static String fact(String label, String html) {
        return html(PARTS.webFact(label, raw(html)));
    }
}
