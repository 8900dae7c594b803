package plumbline.posture.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import plumbline.posture.expression.RandomExpression.Written;
import plumbline.posture.function.Host;
import plumbline.posture.hcl.Expression;
import plumbline.posture.hcl.HclParser;
import plumbline.posture.hcl.Range;
import plumbline.posture.hcl.Source;
import plumbline.posture.value.Bool;
import plumbline.posture.value.Mapping;
import plumbline.posture.value.Null;
import plumbline.posture.value.Num;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import plumbline.testkit.Seeds;

class EvaluatorTest {
    private static final int ROUNDS = 4_000;
    private static final int DEPTH = 4;

    @Test
    void worksOutWhatAPlainModelDoes() {
        Random random = Seeds.random("EvaluatorTest.worksOutWhatAPlainModelDoes");
        for (int round = 0; round < ROUNDS; round++) {
            RandomExpression expressions = new RandomExpression(random);
            Written<?> written = expressions.any(DEPTH);
            Value found = evaluate(written.text(), new Parameters(expressions.parameters(), true));
            assertThat(plain(found)).as(written.text()).isEqualTo(written.value());
        }
    }

    /// With some inputs unknown, the result is the same or says that it is unknown; it is never another one.
    @Test
    void neverGuessesWhatItDoesNotKnow() {
        Random random = Seeds.random("EvaluatorTest.neverGuessesWhatItDoesNotKnow");
        int known = 0;
        int unknown = 0;
        for (int round = 0; round < ROUNDS; round++) {
            RandomExpression expressions = new RandomExpression(random);
            Written<?> written = expressions.any(DEPTH);
            Value found = evaluate(written.text(), new Parameters(expressions.parameters(), false));
            if (found.isKnown()) {
                assertThat(plain(found)).as(written.text()).isEqualTo(written.value());
                known++;
            } else {
                unknown++;
            }
        }
        assertThat(known).isGreaterThan(ROUNDS / 4);
        assertThat(unknown).isGreaterThan(ROUNDS / 20);
    }

    private static Value evaluate(String text, Scope scope) {
        Expression expression =
                HclParser.parseExpression(Source.of("test", text)).expression();
        return new Evaluator(new NoFiles()).evaluate(Objects.requireNonNull(expression, text), Environment.of(scope));
    }

    /// A value as the model has it.
    private static Object plain(Value value) {
        return switch (value) {
            case Num number -> number.number().toBigIntegerExact();
            case Bool bool -> bool.value();
            case Text text -> text.text();
            case Sequence list ->
                list.items().stream().map(EvaluatorTest::plain).toList();
            case Null _, Mapping _, Unknown _ -> value;
        };
    }

    private record Parameters(List<BigInteger> values, boolean known) implements Scope {
        @Override
        public Value reference(String root, String name, Range at, Trace trace) {
            BigInteger value = values.get(Integer.parseInt(name.substring(1)));
            return known ? Value.of(new BigDecimal(value)) : Unknown.because("it is not given");
        }

        @Override
        public Value data(String type, String name, Range at, Trace trace) {
            throw new IllegalStateException("there must be no data sources here");
        }

        @Override
        public Value output(String module, @Nullable Value key, String output, Range at, Trace trace) {
            throw new IllegalStateException("there must be no modules here");
        }
    }

    private static final class NoFiles implements Host {
        @Override
        public Optional<byte[]> read(String path) {
            return Optional.empty();
        }

        @Override
        public List<String> list(String directory, String pattern) {
            return List.of();
        }

        @Override
        public void charge(long work) {}
    }
}
