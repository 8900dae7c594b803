package plumbline.ledger.pack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonInteger;
import plumbline.ledger.json.JsonObject;

/// The page that people read: the pack's data in tables, without scripts, the same in print, by day and by night.
final class IndexPage {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{}</title>
            <style>
            :root { --ink: #1b1f24; --paper: #fff; --faint: #5f6873; --line: #d8dde3; --shade: #f5f7f9; --link: #0b5cad; }
            @media (prefers-color-scheme: dark) {
            :root { --ink: #e4e7eb; --paper: #14171a; --faint: #9aa4af; --line: #333a41; --shade: #1c2126; --link: #7cb7ff; }
            }
            body { margin: 2rem auto; max-width: 76rem; padding: 0 1rem; color: var(--ink); background: var(--paper);
            font: 15px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
            a { color: var(--link); } nav a { margin-right: 1rem; } p { max-width: 46rem; } .note { color: var(--faint); }
            .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
            th, td { text-align: left; vertical-align: top; padding: .3rem .7rem .3rem 0; border-top: 1px solid var(--line); }
            th { font-weight: 600; } thead th { border-top: 0; color: var(--faint); } tbody th { white-space: nowrap; }
            code, pre { font: 12.5px/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
            pre { background: var(--shade); padding: .8rem; overflow-x: auto; }
            @media print {
            :root { --ink: #000; --paper: #fff; --faint: #444; --line: #bbb; --shade: #fff; --link: #000; }
            body { margin: 0; max-width: none; font-size: 10pt; } nav { display: none; } .scroll { overflow: visible; }
            table { font-size: 8.5pt; } thead { display: table-header-group; } tr { break-inside: avoid; }
            }
            </style>
            </head>
            <body>""";

    private final Html page = new Html();
    private final PackFacts facts;

    private IndexPage(PackFacts facts) {
        this.facts = facts;
    }

    static byte[] render(PackFacts facts) {
        IndexPage index = new IndexPage(facts);
        index.top();
        index.scope();
        index.controls();
        index.findings();
        index.evidence();
        index.journal();
        index.proofs();
        return index.page.add("</body>\n</html>").bytes();
    }

    private void top() {
        PackScope scope = facts.scope();
        String title = "Audit pack " + scope.id() + ": " + scope.serviceName();
        page.add(HEAD, title);
        page.add("<h1>{}</h1>", title);
        page.add(
                "<p>What {} recorded about one cloud service in one period, under ISO/IEC 27017. Every record stands in an"
                        + " append-only log; this pack holds the records, and the proofs that they are the ones that were logged."
                        + " You need not trust this page nor who sent it: verify the pack as described at the end.</p>",
                scope.organisation());
        page.add(
                "<nav><a href=\"#scope\">Scope</a><a href=\"#controls\">Controls</a><a href=\"#findings\">Findings</a>"
                        + "<a href=\"#evidence\">Evidence</a><a href=\"#journal\">Journal</a><a href=\"#verify\">Verify</a></nav>");
    }

    private void scope() {
        PackScope scope = facts.scope();
        section("scope", "Scope");
        table();
        fact("Organisation", scope.organisation());
        fact("Service", scope.serviceName() + " (" + scope.service() + ")");
        fact("Period", date(Timestamps.format(scope.from())) + " to before " + date(Timestamps.format(scope.to())));
        fact("State as of", date(Timestamps.format(scope.asOf())));
        fact("Catalogue", facts.documents().catalog().string("reference"));
        fact("Controls", counts(facts.documents().rows(), "state"));
        fact("Findings", counts(facts.documents().findingList(), "state"));
        long withheld =
                facts.evidence().stream().filter(item -> !item.disclosed()).count();
        fact("Evidence", facts.evidence().size() + (withheld == 0 ? "" : ", of which content withheld: " + withheld));
        fact("Journal entries", String.valueOf(facts.journalTotal()));
        endTable();
    }

    private void controls() {
        section("controls", "Controls");
        Map<String, String> titles = facts.documents().controls().stream()
                .collect(Collectors.toMap(
                        control -> control.string("id"), control -> control.string("title"), (a, _) -> a));
        List<JsonObject> rows = facts.documents().rows();
        table("Control", "Title", "Applicable", "State", "Reason", "Evidence");
        for (JsonObject row : shown(rows)) {
            String control = row.string("control");
            page.add(
                    "<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>",
                    control,
                    titles.getOrDefault(control, ""),
                    row.string("decision", row.bool("applicable") ? "yes" : "no"),
                    row.string("state"),
                    row.string("reason"));
            evidenceLinks(row);
        }
        endTable();
        more(rows.size(), PackFacts.ROWS_SHOWN, PackPaths.SOA);
    }

    private void findings() {
        section("findings", "Findings");
        List<JsonObject> findings = facts.documents().findingList();
        if (findings.isEmpty()) {
            page.add("<p class=\"note\">There are none in this scope.</p>");
            return;
        }
        table("Check", "Severity", "State", "Resource", "Where", "What", "Controls", "Evidence");
        for (JsonObject finding : shown(findings)) {
            page.add(
                    "<tr><th>{}</th><td>{}</td><td>{}</td><td><code>{}</code></td><td><code>{}</code></td><td>{}</td>"
                            + "<td>{}</td><td>",
                    finding.string("check"),
                    finding.string("severity"),
                    finding.string("state"),
                    finding.string("resource"),
                    where(finding),
                    finding.string("message"),
                    String.join(", ", finding.array("controls").strings()));
            evidenceLinks(finding);
        }
        endTable();
        more(findings.size(), PackFacts.ROWS_SHOWN, PackPaths.FINDINGS);
    }

    private void evidence() {
        section("evidence", "Evidence");
        table("Id", "What", "Kind", "Recorded", "Content", "Proof");
        for (PackFacts.Evidence item : shown(facts.evidence())) {
            Commitment commitment = item.commitment();
            String id = commitment.id();
            page.add(
                    "<tr id=\"{}\"><th>{}</th><td><a href=\"{}\">{}</a></td><td>{}</td><td>{}</td><td>",
                    id,
                    id,
                    PackPaths.evidence(id, PackPaths.RECORD),
                    item.evidence().string("title"),
                    commitment.kind(),
                    date(Timestamps.format(commitment.time())));
            if (item.disclosed()) {
                page.add(
                        "<a href=\"{}\">{}</a>, {} bytes",
                        PackPaths.evidence(id, PackPaths.content(commitment.mediaType())),
                        commitment.mediaType(),
                        String.valueOf(commitment.digest().length()));
            } else {
                page.add("withheld: only that it exists can be proven");
            }
            page.add("</td><td><a href=\"{}\">proof</a></td></tr>", PackPaths.proof(id));
        }
        endTable();
        more(facts.evidence().size(), PackFacts.ROWS_SHOWN, "the folder evidence");
    }

    private void journal() {
        section("journal", "Journal");
        table("Time", "Id", "Kind", "Content", "Proof");
        for (JournalLine line : facts.journal()) {
            Commitment commitment = line.commitment();
            String content = line.disclosed()
                    .map(opened -> CanonicalJson.text(opened.content()))
                    .orElse("withheld");
            page.add(
                    "<tr><td>{}</td><th>{}</th><td>{}</td><td><code>{}</code></td><td><a href=\"{}\">proof</a></td></tr>",
                    date(Timestamps.format(commitment.time())),
                    commitment.id(),
                    commitment.kind(),
                    content,
                    PackPaths.proof(commitment.id()));
        }
        endTable();
        more(facts.journalTotal(), PackFacts.JOURNAL_SHOWN, PackPaths.JOURNAL);
    }

    private void proofs() {
        section("verify", "Verify it yourself");
        page.add("""
                <p>The command works offline. It recomputes every digest, leads every record to the root that the log has
                signed, and renders this page again to see that it says what the data say.</p>
                <pre>plumbline verify {}.zip --key 'the key that the log publishes'</pre>
                <p>Get the key from its owner, not from this pack. What the files are:</p>""", facts.scope().id());
        table();
        fileFact(
                PackPaths.MANIFEST,
                "every file with its length and SHA-256; itself an entry of the log, see"
                        + " manifest.seal.json and its proof");
        fileFact(PackPaths.CHECKPOINT, "the log's size and root, signed (a C2SP signed note)");
        fileFact(PackPaths.POLICY, "whose signatures the sender asks for (a C2SP tlog-policy); keys/ has the keys");
        page.add("<tr><th>proofs/</th><td>one C2SP tlog-proof for each record</td></tr>");
        page.add("<tr><th>evidence/</th><td>for each: the record, the commitment (which is the log's entry), and unless"
                + " withheld the salt and the content: the commitment has the SHA-256 of salt and content</td></tr>");
        fileFact(PackPaths.JOURNAL, "the journal's entries in the log's order, with commitment, salt and content");
        fileFact(PackPaths.SOA, "the statement of applicability");
        fileFact(PackPaths.FINDINGS, "the findings");
        fileFact(PackPaths.CATALOG, "the facts of the catalogue that were used");
        endTable();
    }

    private void section(String id, String title) {
        page.add("<h2 id=\"{}\">{}</h2>", id, title);
    }

    private void table(String... heads) {
        page.add("<div class=\"scroll\"><table>");
        if (heads.length > 0) {
            page.add("<thead><tr>");
            for (String head : heads) {
                page.add("<th>{}</th>", head);
            }
            page.add("</tr></thead>");
        }
        page.add("<tbody>");
    }

    private void endTable() {
        page.add("</tbody></table></div>");
    }

    private void fact(String name, String value) {
        page.add("<tr><th>{}</th><td>{}</td></tr>", name, value);
    }

    private void fileFact(String file, String what) {
        page.add("<tr><th><a href=\"{}\">{}</a></th><td>{}</td></tr>", file, file, what);
    }

    private void evidenceLinks(JsonObject row) {
        for (String id : row.array("evidence").strings()) {
            page.add("<a href=\"#{}\">{}</a>", id, id);
        }
        page.add("</td></tr>");
    }

    private void more(long total, int shown, String file) {
        if (total > shown) {
            page.add(
                    "<p class=\"note\">Shown are {} of {}: all are in {}.</p>",
                    String.valueOf(shown),
                    String.valueOf(total),
                    file);
        }
    }

    private static <T> List<T> shown(List<T> all) {
        return all.subList(0, Math.min(all.size(), PackFacts.ROWS_SHOWN));
    }

    private static String counts(List<JsonObject> rows, String member) {
        Map<String, Long> counts = rows.stream()
                .collect(Collectors.groupingBy(row -> row.string(member), TreeMap::new, Collectors.counting()));
        return rows.size()
                + counts.entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    private static String where(JsonObject finding) {
        String line = finding.find("line") instanceof JsonInteger number ? ":" + number.value() : "";
        return finding.string("file", "") + line;
    }

    private static String date(String timestamp) {
        return timestamp.substring(0, 10) + " " + timestamp.substring(11, 19) + " UTC";
    }
}
