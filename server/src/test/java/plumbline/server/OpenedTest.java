package plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {
    private final List<String> ended = new ArrayList<>();
    private final Opened opened = new Opened();

    @Test
    void endsOnceAndInReverseOrder() {
        opened.open(() -> "database", ended::add);
        opened.open(() -> "server", ended::add);

        opened.close();
        opened.close();

        assertThat(ended).containsExactly("server", "database");
    }

    @Test
    void opensNothingAfterTheEnd() {
        opened.close();

        assertThatThrownBy(() -> opened.open(() -> "server", ended::add)).isInstanceOf(Opened.Ending.class);
        assertThat(ended).isEmpty();
    }

    @Test
    void endsTheOthersWhenOneCannot() {
        opened.open(() -> "database", ended::add);
        opened.open(() -> "server", server -> {
            throw new IllegalStateException(server + " refuses to end");
        });

        opened.close();

        assertThat(ended).containsExactly("database");
    }

    @Test
    void waitsForWhatIsStillOpening() throws InterruptedException {
        var closing = new Thread(opened::close);
        opened.open(
                () -> {
                    closing.start();
                    return "database";
                },
                ended::add);
        closing.join();

        assertThat(ended).containsExactly("database");
    }
}
