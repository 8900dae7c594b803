package plumbline.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.catalog.ControlRef;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.TestBrowser;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.finding.SampleScan;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.server.web.State;

/// What Home and the list of controls say about earlier days. The fixture's clock begins on 23 November 2026.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandingsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 23);
    private static final ControlRef CRYPTOGRAPHY = ControlRef.parse("2015/10.1.1");

    private ServerFixture server;
    private Standings standings;
    private CloudService service;
    private TestApi pusher;
    private TestBrowser manager;

    /// Met on the first day, nobody looks on the second and third, failing on the fourth.
    @BeforeAll
    void liveThroughFourDays() {
        server = ServerFixture.start();
        standings = server.part(Standings.class);
        service = server.part(Services.class)
                .create(
                        Actor.SYSTEM,
                        new Description(
                                "Harbour",
                                "",
                                OurRole.PROVIDER,
                                ServiceModel.PAAS,
                                DataClass.INTERNAL,
                                List.of(),
                                "",
                                "",
                                List.of()));
        pusher = server.token(Permission.SCAN_PUSH);
        SampleScan.pushPassing(service.key(), pusher);
        standings.look();
        server.clock().advance(Duration.ofDays(3));
        SampleScan.push(service.key(), pusher);
        manager = server.signIn(Role.COMPLIANCE_MANAGER);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void keepsADayAsItWasAndMakesUpNone() {
        var days = standings.last(90, "2015", service);

        assertThat(days.getFirst().day()).isEqualTo(FIRST);
        assertThat(days.getFirst().of("10.1.1")).contains(ControlState.MET);
        assertThat(days.getFirst().of("5.1.1")).contains(ControlState.UNKNOWN);
        assertThat(days).extracting(Standing::day).doesNotContain(FIRST.plusDays(1), FIRST.plusDays(2));
    }

    @Test
    void aLaterLookOnTheSameDayReplacesTheEarlier() {
        standings.look();
        standings.look();

        var today = standings.last(1, "2015", null);
        assertThat(today).hasSize(1);
        assertThat(today.getFirst().of("10.1.1")).contains(ControlState.FAILING);
        assertThat(today.getFirst().controls().values().stream()
                        .mapToInt(Set::size)
                        .sum())
                .isEqualTo(121);
    }

    @Test
    void drawsWhatWasNotRecordedAsMissing() {
        var row = server.part(Controls.class).states("2015", service).entrySet().stream()
                .filter(entry -> entry.getKey().ref().equals(CRYPTOGRAPHY))
                .map(entry -> new ControlRow(entry.getKey(), entry.getValue(), null, null, null, false))
                .toList();

        var marks = standings.strips(row, "2015", service).get(CRYPTOGRAPHY).marks();

        assertThat(marks).hasSize(Standings.STRIP_DAYS);
        assertThat(marks.subList(10, 14))
                .containsExactly(
                        Optional.of(State.Kind.PASS), Optional.empty(), Optional.empty(), Optional.of(State.Kind.FAIL));
        assertThat(marks.subList(0, 10)).containsOnly(Optional.empty());
    }

    @Test
    void homeSaysWhatGotWorseAndWhatExpires() {
        var home = manager.get("/").text();

        assertThat(home)
                .contains("Got worse since last week")
                .containsPattern("10\\.1\\.1</span> [^<]*</a>: <span class=\"word-fail\">failing</span>, was met")
                .contains("in 7 days", "Scan of ")
                .contains("where a day is missing, nobody looked");
    }

    @Test
    void theListOfControlsSortsFiltersAndShowsTheParties() {
        var list = manager.get("/controls").text();
        var failing = manager.get("/controls?sort=-fail&domain=A.10").text();

        assertThat(list).contains("Harbour: ", "provider owns", "12 not recorded");
        assertThat(failing)
                .contains("Policy on the use of cryptographic controls")
                .doesNotContain("Teleworking");
        assertThat(failing.indexOf("2015/10.1.1")).isLessThan(failing.indexOf("2015/10.1.2"));
        assertThat(manager.get("/controls?evidence=stale").text()).contains("Nothing matches");
    }

    @Test
    void theServicesPageSaysHowItStands() {
        assertThat(manager.get("/services/harbour").text())
                .contains("1 failing, 120 unknown, 0 met, 0 not applicable", "1 high");
    }

    @Test
    void comparesWithTheOldestRecordedDayOfTheLastWeek() {
        assertThat(standings.weekAgo("2015", service).orElseThrow().day()).isEqualTo(FIRST);
        assertThat(standings.counts(90, "2015", service).get(FIRST)).containsEntry(ControlState.MET, 1);
        assertThat(standings.weekAgo("2026", service).orElseThrow().of("8.24")).contains(ControlState.MET);
    }
}
