package plumbline.server.home;

import gg.jte.models.runtime.JteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import plumbline.catalog.Catalog;
import plumbline.catalog.Control;
import plumbline.catalog.Party;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.Services;
import plumbline.server.evidence.Evidence;
import plumbline.server.evidence.EvidenceFilter;
import plumbline.server.evidence.EvidenceId;
import plumbline.server.evidence.EvidenceSearch;
import plumbline.server.evidence.JournalEntry;
import plumbline.server.evidence.pack.Packs;
import plumbline.server.finding.Finding;
import plumbline.server.finding.FindingFilter;
import plumbline.server.finding.FindingQueries;
import plumbline.server.home.SearchView.Hit;
import plumbline.server.home.SearchView.Section;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.templates.Templates;
import plumbline.server.web.Address;
import plumbline.server.web.Shell;

/// Looks for words in everything that the reader may see: in each kind over all matches, the best of them first.
@Controller
final class SearchPages {
    private static final String EDITION = "2015";
    private static final int BEST = 8;
    private static final int MOST_WORDS = 200;

    private final Catalog catalog;
    private final Services services;
    private final FindingQueries findings;
    private final EvidenceSearch evidence;
    private final Packs packs;
    private final Templates templates;

    SearchPages(Catalog catalog, Services services, FindingQueries findings, Proven proven, Templates templates) {
        this.catalog = catalog;
        this.services = services;
        this.findings = findings;
        this.evidence = proven.evidence();
        this.packs = proven.packs();
        this.templates = templates;
    }

    /// Where what is proven is looked for.
    record Proven(EvidenceSearch evidence, Packs packs) {}

    @OpenToSignedIn("Each kind of thing is searched only for those who may see it")
    @GetMapping("/search")
    JteModel search(Shell shell, Principal principal) {
        var words = shell.address().first("q").strip();
        var asked = words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
        var sections = asked.isEmpty() ? List.<Section>of() : sections(principal, asked);
        long total = sections.stream().mapToLong(Section::total).sum();
        boolean more = sections.stream().anyMatch(section -> section.total() >= EvidenceSearch.MOST_COUNTED);
        return templates.homeSearch(shell.titled("Search"), new SearchView(asked, sections, total, more));
    }

    private List<Section> sections(Principal principal, String words) {
        var sections = new ArrayList<Section>();
        if (principal.may(Permission.CONTROL_READ)) {
            sections.add(controls(words));
        }
        if (principal.may(Permission.SERVICE_READ)) {
            sections.add(services(principal, words));
        }
        if (principal.may(Permission.FINDING_READ)) {
            sections.add(findings(principal, words));
        }
        if (principal.may(Permission.EVIDENCE_READ)) {
            sections.add(evidence(principal, words));
        }
        if (principal.may(Permission.PACK_EXPORT)) {
            sections.add(packs(principal, words));
        }
        if (principal.may(Permission.JOURNAL_READ)) {
            sections.add(journal(words));
        }
        sections.removeIf(section -> section.hits().isEmpty());
        // What bears the very name comes first; the rest stays in the order from control to journal.
        sections.sort((one, other) -> Boolean.compare(named(other, words), named(one, words)));
        return sections;
    }

    private static boolean named(Section section, String words) {
        return section.hits().getFirst().id().equalsIgnoreCase(words);
    }

    private Section controls(String words) {
        var found = Ranking.best(
                catalog.edition(EDITION).controls(),
                control -> new Ranking.Text(control.id().value(), control.title(), guidance(control)),
                words);
        var hits = found.stream()
                .limit(BEST)
                .map(control -> new Hit(
                        control.id().value(), control.title(), control.domain().name(), "/controls/" + control.ref()))
                .toList();
        return new Section("Controls", hits, found.size(), all("/controls", words));
    }

    private static String guidance(Control control) {
        return control.guidance(Party.PROVIDER).orElse("") + " "
                + control.guidance(Party.CUSTOMER).orElse("") + " "
                + control.summary().orElse("");
    }

    private Section services(Principal principal, String words) {
        var found = Ranking.best(services.visible(principal), SearchPages::text, words);
        var hits = found.stream()
                .limit(BEST)
                .map(service -> new Hit(
                        service.key(),
                        service.description().name(),
                        service.description().purpose(),
                        "/services/" + service.key()))
                .toList();
        return new Section("Services", hits, found.size(), "/services");
    }

    private static Ranking.Text text(CloudService service) {
        var description = service.description();
        return new Ranking.Text(
                service.key(),
                description.name(),
                String.join(" ", description.purpose(), description.owner(), description.upstreamProvider()));
    }

    /// Open ones before the others, each the worst first.
    private Section findings(Principal principal, String words) {
        long total = findings.count(filter(principal, words, null));
        var shown = new ArrayList<>(findings.first(filter(principal, words, Finding.State.OPEN), BEST));
        if (shown.size() < BEST && total > shown.size()) {
            shown.addAll(findings.first(filter(principal, words, Finding.State.FIXED), BEST - shown.size()));
        }
        var hits = shown.stream()
                .map(finding -> new Hit(
                        finding.id(),
                        finding.result().words().title(),
                        finding.state().word() + " · " + finding.result().serviceKey() + " · "
                                + finding.result().resource(),
                        "/findings/" + finding.id()))
                .toList();
        var href = Address.of("/findings").with("q", words).with("state", "any").href();
        return new Section("Findings", hits, total, href);
    }

    private static FindingFilter filter(Principal principal, String words, Finding.@Nullable State state) {
        return new FindingFilter(
                principal.scope(Permission.FINDING_READ),
                "",
                Optional.ofNullable(state),
                Optional.empty(),
                "",
                "",
                words,
                null,
                FindingFilter.Order.WORST_FIRST,
                null);
    }

    private Section evidence(Principal principal, String words) {
        var within = EvidenceFilter.NONE.within(principal.scope(Permission.EVIDENCE_READ));
        var id = EvidenceId.find(words.toUpperCase(Locale.ROOT));
        var found = id.isPresent() ? evidence.named(id.get(), within) : evidence.evidence(within.about(words), BEST);
        var hits = found.newest().stream().map(this::hit).toList();
        return new Section("Evidence", hits, found.total(), all("/evidence", words));
    }

    private Hit hit(Evidence record) {
        var id = record.id().toString();
        return new Hit(id, record.title(), catalog.evidenceKindName(record.kind()), "/evidence/" + id);
    }

    private Section packs(Principal principal, String words) {
        var found = packs.search(principal, words, EvidenceSearch.MOST_COUNTED);
        var hits = found.stream()
                .limit(BEST)
                .map(pack -> new Hit(pack.id(), pack.title(), pack.serviceName(), "/packs/" + pack.id()))
                .toList();
        return new Section("Packs", hits, found.size(), "/packs");
    }

    private Section journal(String words) {
        var found = evidence.journal(words, BEST);
        var hits = found.newest().stream().map(SearchPages::hit).toList();
        return new Section("Journal", hits, found.total(), all("/journal", words));
    }

    private static Hit hit(JournalEntry entry) {
        return new Hit(
                entry.id(),
                entry.actorName() + ": " + entry.action(),
                entry.objectKind() + " " + entry.objectId(),
                "/journal/" + entry.id());
    }

    private static String all(String list, String words) {
        return Address.of(list).with("q", words).href();
    }
}
