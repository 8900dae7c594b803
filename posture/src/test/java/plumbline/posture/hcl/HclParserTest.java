package plumbline.posture.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import plumbline.testkit.Seeds;

class HclParserTest {
    private static final String SAMPLE = """
            # comment
            resource "aws_instance" "web" {
              count = var.n > 0 ? var.n : 1 // trailing
              ami   = "ami-${var.region}-\\u00e9"
              tags  = { Name = "web", "a b" : [for k, v in var.m : upper(v)... if k != "x"] }
              user_data = <<-EOT
                %{ for p in var.ports ~}
                port ${p}
                %{ endfor ~}
              EOT
              /* block
                 comment */
              ebs { size = a.b[*].c[0].d.0 }
            }
            """;

    @Test
    void namesTheExactPlaceOfEachErrorInBlocksOnOneLine() {
        Parsed parsed = HclParser.parse(Source.of(
                "x.tf",
                "a { b = \"foo\", c = \"bar\" }\na { b = \"foo\"\n}\na { b = \"foo\"\n  c = \"bar\" }\na { d {} }\n"));

        assertThat(parsed.diagnostics().stream().map(d -> places(d.range())))
                .containsExactly("1:14-1:15", "2:14-3:1", "4:14-5:1", "6:5-6:8");
    }

    @Test
    void saysWhichBraceIsNeverClosed() {
        Parsed parsed = HclParser.parse(Source.of("x.tf", "a {\n  b = 1\n"));

        assertThat(places(parsed.diagnostics().getFirst().range())).isEqualTo("1:3-1:4");
        assertThat(parsed.body().blocks().getFirst().body().argument("b")).isNotNull();
    }

    @Test
    void keepsTheBlocksAroundABrokenOne() {
        Parsed parsed =
                HclParser.parse(Source.of("x.tf", "a \"1\" {\n  x = 1\n}\nb {\n  y = (1 +\n}\nc {\n  z = 2\n}\n"));

        assertThat(parsed.hasErrors()).isTrue();
        assertThat(parsed.body().blocks().stream().map(Body.BlockNode::type)).contains("a", "c");
    }

    @Test
    void countsColumnsInPerceivedCharactersAndOffsetsInBytes() {
        Parsed parsed = HclParser.parse(Source.of("x.tf", "a = \"👩‍👩‍👧‍👦\" ; b"));

        Position start = parsed.diagnostics().getFirst().range().start();
        assertThat(start).isEqualTo(new Position(1, 9, 32));
    }

    @Test
    void bindsOperatorsAsTheLanguageDoes() {
        assertThat(printed("a || b && c == d < 1 + 2 * -3")).isEqualTo("(a||(b&&(c==(d<(1+(2*(-3)))))))");
        assertThat(printed("!a.b == c")).isEqualTo("((!a.b)==c)");
        assertThat(printed("1 - 2 - 3")).isEqualTo("((1-2)-3)");
    }

    @Test
    void endsOnDeepNestingWithAMessage() {
        for (String opener : List.of("(", "[", "{a=", "!", "-", "\"${", "f(", "a[")) {
            Parsed parsed = HclParser.parse(Source.of("x.tf", "a = " + opener.repeat(50_000)));

            assertThat(parsed.hasErrors()).as(opener).isTrue();
        }
    }

    @Test
    void endsOnManyErrors() {
        Parsed parsed = HclParser.parse(Source.of("x.tf", "a = (\n".repeat(200_000)));

        assertThat(parsed.diagnostics()).hasSizeLessThan(200);
    }

    @Test
    void survivesRandomMutations() {
        Random random = Seeds.random("HclParserTest.survivesRandomMutations");
        String alphabet = "{}[]()\"$%~<>=:.,#/*\n\\ aZ0-EOT\u00e9\ud83d";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder(SAMPLE);
            for (int change = random.nextInt(1, 8); change > 0; change--) {
                int at = random.nextInt(text.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(1, 20)));
                }
            }
            Parsed parsed = HclParser.parse(Source.of("x.tf", text.toString()));
            parsed.diagnostics()
                    .forEach(diagnostic -> assertThat(diagnostic.toString()).isNotEmpty());
        }
    }

    @Test
    void understandsTheWholeSample() {
        assertThat(HclParser.parse(Source.of("x.tf", SAMPLE.replace("... if", " if")))
                        .diagnostics())
                .isEmpty();
    }

    private static String places(Range range) {
        Position start = range.start();
        Position end = range.end();
        return start.line() + ":" + start.column() + "-" + end.line() + ":" + end.column();
    }

    private static String printed(String text) {
        return print(HclParser.parseExpression(Source.of("x", text)).expression());
    }

    private static String print(Expression expression) {
        return switch (expression) {
            case Expression.Binary b -> "(" + print(b.left()) + b.operator().symbol() + print(b.right()) + ")";
            case Expression.Unary u -> "(" + u.operator().symbol() + print(u.operand()) + ")";
            default -> expression.range().snippet();
        };
    }
}
