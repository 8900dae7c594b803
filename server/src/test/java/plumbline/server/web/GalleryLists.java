package plumbline.server.web;

import static plumbline.server.web.Gallery.PARTS;
import static plumbline.server.web.Gallery.ago;
import static plumbline.server.web.Gallery.html;
import static plumbline.server.web.Gallery.page;
import static plumbline.server.web.Gallery.raw;
import static plumbline.server.web.Gallery.shell;
import static plumbline.server.web.Gallery.state;
import static plumbline.server.web.State.Kind.FAIL;
import static plumbline.server.web.State.Kind.PASS;
import static plumbline.server.web.State.Kind.UNKNOWN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The two lists: controls grouped by domain, findings with filters. Both show twenty rows or more.
final class GalleryLists {

    private static final List<State> STATES = List.of(
            State.pass("met"),
            State.fail("failing"),
            State.pass("met"),
            State.unknown("unknown"),
            State.pass("met"),
            State.waits("in review"),
            State.stale("stale"),
            State.pass("met"),
            State.draft("draft"),
            State.error("error"));
    private static final List<String> OWNERS =
            List.of("Ida Berg", "Platform team", "Samir Haddad", "–", "Jo Lindqvist");
    private static final List<String> CONTROLS = List.of(
            "9.1.2|Access to networks and network services|guided",
            "9.2.1|User registration and deregistration|guided",
            "9.2.2|User access provisioning|guided",
            "9.2.3|Management of privileged access rights|guided",
            "9.2.4|Management of secret authentication information of users|guided",
            "9.4.1|Information access restriction|guided",
            "9.4.4|Use of privileged utility programs|guided",
            "CLD.9.5.1|Segregation in virtual computing environments|cloud",
            "CLD.9.5.2|Virtual machine hardening|cloud",
            "10.1.1|Policy on the use of cryptographic controls|guided",
            "10.1.2|Key management|guided",
            "11.2.7|Secure disposal or reuse of equipment|guided",
            "12.1.2|Change management|guided",
            "12.1.3|Capacity management|guided",
            "CLD.12.1.5|Administrator's operational security|cloud",
            "12.3.1|Information backup|guided",
            "12.4.1|Event logging|guided",
            "12.4.3|Administrator and operator logs|guided",
            "12.4.4|Clock synchronisation|guided",
            "CLD.12.4.5|Monitoring of cloud services|cloud",
            "12.6.1|Management of technical vulnerabilities|guided",
            "13.1.3|Segregation in networks|guided",
            "CLD.13.1.4|Alignment of security management for virtual and physical networks|cloud",
            "14.1.1|Information security requirements analysis and specification|guided",
            "14.2.1|Secure development policy|guided",
            "15.1.1|Information security policy for supplier relationships|guided",
            "15.1.2|Addressing security within supplier agreements|guided");
    private static final List<String> FINDINGS = List.of(
            "SEG-01|Security group open to the world|aws_security_group.web|infra/network.tf:41|high",
            "ENC-03|Bucket without a customer key|aws_s3_bucket.receipts|infra/storage.tf:12|high",
            "LOG-02|Flow logs are off|aws_vpc.main|infra/network.tf:3|medium",
            "IAM-05|Wildcard in an allow statement|aws_iam_policy.deploy|infra/iam.tf:77|critical",
            "BKP-01|No backup retention|aws_db_instance.orders|infra/database.tf:19|medium",
            "HRD-04|Container runs as root|deployment/checkout|k8s/checkout.yaml:28|low");

    private GalleryLists() {}

    static String controls() {
        var address = Address.of("/controls").with("sort", "id").toggled("state", "failing");
        var filter = Filter.of(address)
                .select("kind", "Kind", List.of(new Option("", "Any kind"), new Option("cloud", "Cloud")))
                .chip("Failing", "state", "failing", 4L)
                .chip("Unknown", "state", "unknown", 9L)
                .chip("No owner", "owner", "none", 6L)
                .chip("Stale evidence", "evidence", "stale", 3L)
                .chip("CLD only", "kind", "cloud", 7L);
        var rows = new StringBuilder();
        for (int i = 0; i < CONTROLS.size(); i++) {
            rows.append(control(i, CONTROLS.get(i).split("\\|", -1)));
        }
        var head = th(address, "id", "Control", false)
                + plain("Title")
                + extra("Kind")
                + extra("IaaS")
                + extra("PaaS")
                + extra("SaaS")
                + th(address, "state", "State", false)
                + extra("14 days")
                + th(address, "age", "Evidence", true)
                + th(address, "owner", "Owner", false);
        var pager = new Pager(address, 27, 121L, "c27");
        return page(
                shell("Controls", address),
                title("Controls", "27 of 121 match")
                        + html(PARTS.webFilters(filter, "Filter by words"))
                        + html(PARTS.webList("Controls", raw(head), raw(rows.toString())))
                        + html(PARTS.webPager(pager)));
    }

    static String findings() {
        var address = new Address("/findings", Map.of("sort", List.of("-severity"), "severity", List.of("high")));
        var filter = Filter.of(address)
                .select("severity", "Severity", List.of(new Option("", "Any severity"), new Option("high", "High")))
                .select("group", "Group", List.of(new Option("", "Not grouped"), new Option("check", "By check")))
                .chip("Open", "state", "open", 1204L)
                .chip("Excepted", "state", "excepted", 31L)
                .chip("Fixed", "state", "fixed", null);
        var rows = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            rows.append(finding(i, FINDINGS.get(i % FINDINGS.size()).split("\\|", -1)));
        }
        var head = th(address, "severity", "Severity", false)
                + th(address, "check", "Check", false)
                + plain("Finding")
                + plain("Resource")
                + plain("Where")
                + plain("Service")
                + th(address, "age", "Age", true)
                + th(address, "state", "State", false);
        return page(
                shell("Findings", address),
                title("Findings", "1\u202f204 open, seen 4 min ago")
                        + html(PARTS.webFilters(filter, "Filter by words"))
                        + html(PARTS.webList("Findings", raw(head), raw(rows.toString())))
                        + html(PARTS.webPager(new Pager(address, 25, 1204L, "c25"))));
    }

    private static String control(int i, String[] words) {
        var kinds = new ArrayList<State.Kind>();
        for (int day = 0; day < 14; day++) {
            kinds.add((i + day) % 11 == 3 ? FAIL : (i * 7 + day) % 13 == 5 ? UNKNOWN : PASS);
        }
        return """
                <tr><td class="id">%s</td><td class="wide"><a class="main-link" href="/controls/%s">%s</a></td>
                <td class="extra muted">%s</td><td class="extra">C</td><td class="extra">S</td><td class="extra">P</td><td>%s</td>
                <td class="extra">%s</td>
                <td class="num">%s</td><td>%s</td></tr>""".formatted(
                        words[0],
                        words[0],
                        words[1],
                        words[2],
                        state(STATES.get(i % STATES.size())),
                        html(PARTS.webStrip(Strip.of("day", kinds))),
                        ago(i * 5L + 1),
                        OWNERS.get(i % OWNERS.size()));
    }

    private static String finding(int i, String[] words) {
        var severity = words[4].equals("critical") || words[4].equals("high") ? "<b>" + words[4] + "</b>" : words[4];
        return """
                <tr><td>%s</td><td class="id">%s</td><td class="wide"><a class="main-link" href="/findings/%d">%s</a></td>
                <td><code>%s</code></td><td class="muted"><code>%s</code></td><td>Web shop</td><td class="num">%s</td>
                <td>%s</td></tr>""".formatted(
                        severity,
                        words[0],
                        4000 + i,
                        words[1],
                        words[2],
                        words[3],
                        ago(i + 2L),
                        state(i % 7 == 4 ? State.waits("excepted") : State.fail("open")));
    }

    static String title(String name, String note) {
        return html(PARTS.webTitle(name, null, null, null, null, null, note));
    }

    static String plain(String label) {
        return "<th scope=\"col\">" + label + "</th>";
    }

    private static String extra(String label) {
        return "<th scope=\"col\" class=\"extra\">" + label + "</th>";
    }

    static String th(Address address, String column, String label, boolean number) {
        return html(PARTS.webTh(address, column, label, number, false));
    }
}
