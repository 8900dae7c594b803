package plumbline.server.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import plumbline.server.identity.access.SharedPlaces.Entry;

class PlacesTest {

    @Test
    void patienceEndsWithoutAPlace() {
        var places = new Places(1, Duration.ofMillis(1));
        assertThat(places.enter()).isTrue();

        assertThat(places.enter()).isFalse();
    }

    @Test
    void aPlaceThatIsLeftIsTakenByWhoeverWaits() throws Exception {
        var places = new Places(1, Duration.ofMinutes(1));
        assertThat(places.enter()).isTrue();
        var waiting = CompletableFuture.supplyAsync(places::enter);

        places.leave();

        assertThat(waiting.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void oneSenderHoldsAFewOfThePlacesAndOthersTheRest() {
        var places = new SharedPlaces(3, 2, Duration.ZERO);
        assertThat(places.enter("one")).isEqualTo(Entry.IN);
        assertThat(places.enter("one")).isEqualTo(Entry.IN);

        assertThat(places.enter("one")).isEqualTo(Entry.OWN_TAKEN);
        assertThat(places.enter("another")).isEqualTo(Entry.IN);
        assertThat(places.enter("another")).isEqualTo(Entry.ALL_TAKEN);
        places.leave("one");
        assertThat(places.enter("another")).isEqualTo(Entry.IN);
    }

    @Test
    void whatASenderSendsNextWaitsForWhatItSentBefore() throws Exception {
        var places = new SharedPlaces(3, 1, Duration.ZERO);
        assertThat(places.enter("one")).isEqualTo(Entry.IN);
        var waiting = CompletableFuture.supplyAsync(() -> places.enter("one"));

        places.leave("one");

        assertThat(waiting.get(1, TimeUnit.MINUTES)).isEqualTo(Entry.IN);
    }

    @Test
    void nothingIsKeptOfWhoeverHasLeft() {
        var places = new SharedPlaces(1, 1, Duration.ZERO);
        assertThat(places.enter("one")).isEqualTo(Entry.IN);
        assertThat(places.enter("one")).isEqualTo(Entry.OWN_TAKEN);
        assertThat(places.enter("another")).isEqualTo(Entry.ALL_TAKEN);
        assertThat(places.senders()).isEqualTo(1);

        places.leave("one");

        assertThat(places.senders()).isZero();
    }
}
