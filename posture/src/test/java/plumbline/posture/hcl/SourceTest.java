package plumbline.posture.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plumbline.testkit.Seeds;

class SourceTest {
    private static final String[] LETTERS = {"a", "\n", "\r\n", " ", "\u00e9", "\u4e2d", "\ud83d\ude00", "{"};

    @Test
    void countsAsOneDoesByHand() {
        Random random = Seeds.random("SourceTest.countsAsOneDoesByHand");
        for (int round = 0; round < 40; round++) {
            StringBuilder text = new StringBuilder();
            int ascii = random.nextInt(4);
            for (int i = random.nextInt(12_000); i > 0; i--) {
                text.append(LETTERS[random.nextInt(ascii == 0 ? LETTERS.length : 4)]);
            }
            Source source = Source.of("x.tf", text.toString());
            for (int i = 0; i < 50; i++) {
                int offset = random.nextInt(text.length() + 1);
                String before = text.substring(0, offset);
                if (!before.isEmpty() && Character.isHighSurrogate(before.charAt(offset - 1))) {
                    continue;
                }
                Position position = source.range(offset, offset).start();
                String line = before.substring(before.lastIndexOf('\n') + 1);
                assertThat(position.line())
                        .isEqualTo(1 + before.chars().filter(c -> c == '\n').count());
                assertThat(position.column()).isEqualTo(1 + line.codePointCount(0, line.length()));
                assertThat(position.offset()).isEqualTo(before.getBytes(StandardCharsets.UTF_8).length);
            }
        }
    }

    @Test
    void countsTheMarkAtTheBeginningAsBytesOnly() {
        Source source = Source.of("x.tf", "\uFEFFa = b");
        assertThat(source.range(4, 5).start()).isEqualTo(new Position(1, 5, 7));
    }
}
