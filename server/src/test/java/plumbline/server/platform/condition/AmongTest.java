package plumbline.server.platform.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import plumbline.server.ServerFixture;

class AmongTest {
    private final DSLContext database = ServerFixture.shared().transactions().reading();

    @Test
    void letsThroughTheNumbersNamed() {
        assertThat(through(Set.of(2L), false)).containsExactly(2L);
        assertThat(through(Set.of(1L, 3L), false)).containsExactly(1L, 3L);
        assertThat(through(Set.of(), false)).isEmpty();
        assertThat(through(null, false)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void holdsBesideAnotherConditionAsWell() {
        assertThat(through(Set.of(2L), true)).containsExactly(1L, 2L);
        assertThat(through(Set.of(), true)).containsExactly(1L);
        assertThat(through(null, true)).containsExactly(1L, 2L, 3L);
    }

    private List<Long> through(Set<Long> these, boolean orOne) {
        var number = DSL.field(DSL.name("n"), Long.class);
        var among = Among.of(number, these);
        return database.select(number)
                .from("generate_series(1::bigint, 3) n")
                .where(orOne ? number.eq(1L).or(among) : among)
                .orderBy(number)
                .fetch(number);
    }
}
