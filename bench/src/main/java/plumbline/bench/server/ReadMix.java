package plumbline.bench.server;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import plumbline.server.api.Cursor;

/// What readers open: every list with its filters, orders, searches and far pages, single records
/// between them, as pages and through the API.
final class ReadMix {
    private static final String[] CONTROLS = {
        "2015/12.4.1", "2015/10.1.1", "2015/9.4.1", "2015/13.1.3", "2015/CLD.9.5.1"
    };
    private static final String[] CHECKS = {"CRY-01", "CRY-03", "SEG-01", "BAK-02", "KEY-01"};
    private static final String[] SEVERITIES = {"critical", "high", "medium", "low"};
    private static final String[] ACTIONS = {
        "account.signed-in", "service.changed", "scan.completed", "evidence.recorded"
    };

    private static final int LIST_MILLIS = 50;
    static final int SEARCH_MILLIS = 100;
    private static final String[] COMMON = {"bucket", "scan", "evidence", "service", "pipeline"};

    private final List<Kind> kinds = new ArrayList<>();
    private final Known known;

    /// Numbers of records to choose from, and how many systems the scanned tree has.
    record Known(List<Long> findings, List<Long> evidence, List<Long> journal, long systems) {}

    /// One kind of address; lists have a target together.
    ///
    /// @param target milliseconds within which 95 of 100 answers shall come, or 0 for none
    record Kind(String name, boolean list, int target, Function<Random, String> address) {}

    ReadMix(Known known) {
        this.known = known;
        addPages();
        addApi();
        addSearches();
    }

    /// Lists, and single records between them.
    List<Kind> pages() {
        return kinds.stream().filter(kind -> kind.target() != SEARCH_MILLIS).toList();
    }

    /// Searches over everything: heavier than a list by design, and with a target of their own.
    List<Kind> searches() {
        return kinds.stream().filter(kind -> kind.target() == SEARCH_MILLIS).toList();
    }

    /// Adds a list that this server may not have yet.
    void add(String name, String address) {
        list(name, random -> address);
    }

    private void addPages() {
        list("home", random -> "/");
        list("home of a service", random -> "/?service=" + service(random));
        list("controls", random -> "/controls");
        record("a control", random -> "/controls/" + any(CONTROLS, random));
        list("services", random -> "/services");
        record("a service", random -> "/services/" + service(random));
        list("findings", random -> "/findings?service=");
        list("findings of a severity", random -> "/findings?severity=" + any(SEVERITIES, random));
        list("findings by check", random -> "/findings?service=&group=check");
        list("findings of a service", random -> "/findings?service=" + service(random));
        list("findings of a check, newest", random -> "/findings?service=&sort=age&check=" + any(CHECKS, random));
        list("findings of a control", random -> "/findings?state=any&control=" + any(CONTROLS, random));
        list("findings by a rare word", random -> "/findings?q=system" + random.nextLong(known.systems()));
        list("findings by a common word", random -> "/findings?q=bucket");
        list("findings by two words", random -> "/findings?state=any&q=encr+system" + random.nextInt(1, 10));
        list(
                "findings, deep page",
                random -> "/findings?after="
                        + Cursor.of(random.nextInt(2, 4), number(known.findings(), random))
                                .text("findings"));
        list("findings fixed, oldest", random -> "/findings?state=fixed&sort=-age");
        record("a finding", random -> "/findings/" + id("FND", known.findings(), random));
        list("scans", random -> "/scans");
        list("evidence", random -> "/evidence?service=");
        list("evidence of a control", random -> "/evidence?control=" + any(CONTROLS, random));
        list("evidence of a service", random -> "/evidence?source=scan&service=" + service(random));
        list("evidence, deep page", random -> "/evidence?after=" + id("EV", known.evidence(), random));
        record("a piece of evidence", random -> "/evidence/" + id("EV", known.evidence(), random));
        list("journal", random -> "/journal?service=");
        list("journal of a person", random -> "/journal?actor=account:" + random.nextInt(1, 200));
        list("journal of an action", random -> "/journal?action=" + any(ACTIONS, random));
        list("journal of a service", random -> "/journal?object=service:" + service(random));
        list(
                "journal of a person and action",
                random -> "/journal?actor=account:" + random.nextInt(1, 200) + "&action=" + any(ACTIONS, random));
        list("journal of a day", random -> "/journal?service=&" + day(random));
        list("journal by two words", random -> "/journal?service=&q=infra+pipeline+" + random.nextInt(1, 20));
        list("journal, deep page", random -> "/journal?after=" + number(known.journal(), random));
        record("a journal entry", random -> "/journal/JRN-" + number(known.journal(), random));
    }

    /// Over all kinds of record: rare and common words, two words, ids, and words that nothing has.
    private void addSearches() {
        found("search: a rare word", random -> "/search?q=system" + random.nextLong(known.systems()));
        found("search: a common word", random -> "/search?q=" + any(COMMON, random));
        found("search: two words", random -> "/search?q=encr+system" + random.nextInt(1, 10));
        found("search: a person", random -> "/search?q=person+" + random.nextInt(1, 200));
        found("search: an id", random -> "/api/v1/search?q=" + id("FND", known.findings(), random));
        found("search: nothing", random -> "/search?q=nothing" + random.nextInt(1, 1_000));
    }

    private void addApi() {
        list("api: controls", random -> "/api/v1/controls");
        list("api: services", random -> "/api/v1/services");
        list("api: findings", random -> "/api/v1/findings?limit=100");
        list("api: findings of a service", random -> "/api/v1/findings?service=" + service(random));
        list("api: findings by a word", random -> "/api/v1/findings?q=system" + random.nextLong(known.systems()));
        found("api: search", random -> "/api/v1/search?q=system" + random.nextLong(known.systems()));
        list("api: scans", random -> "/api/v1/scans");
        list("api: evidence", random -> "/api/v1/evidence?control=" + any(CONTROLS, random));
        list("api: journal", random -> "/api/v1/journal?action=" + any(ACTIONS, random));
        list(
                "api: journal, deep page",
                random -> "/api/v1/journal?cursor="
                        + Cursor.of(number(known.journal(), random)).text("journal, newest first"));
    }

    private void list(String name, Function<Random, String> address) {
        kinds.add(new Kind(name, true, LIST_MILLIS, address));
    }

    private void record(String name, Function<Random, String> address) {
        kinds.add(new Kind(name, false, 0, address));
    }

    /// One day of the two years that the journal spans.
    private static String day(Random random) {
        String day =
                LocalDate.now(ZoneOffset.UTC).minusDays(random.nextInt(1, 700)).toString();
        return "from=" + day + "&to=" + day;
    }

    private void found(String name, Function<Random, String> address) {
        kinds.add(new Kind(name, false, SEARCH_MILLIS, address));
    }

    private static String any(String[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static String service(Random random) {
        return Company.serviceKeys().get(random.nextInt(Company.SERVICES));
    }

    private static long number(List<Long> numbers, Random random) {
        return numbers.get(random.nextInt(numbers.size()));
    }

    private static String id(String prefix, List<Long> numbers, Random random) {
        return "%s-%04d".formatted(prefix, number(numbers, random));
    }
}
