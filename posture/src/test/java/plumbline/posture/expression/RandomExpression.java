package plumbline.posture.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/// Makes expressions together with their value as plain Java works it out. Some numbers are written as `var.pN`, whose
/// values are kept in [#parameters].
final class RandomExpression {
    /// An expression as written, and its value: a [BigInteger], [Boolean], [String] or a [List] of numbers.
    record Written<T>(String text, T value) {}

    private final Random random;
    private final List<BigInteger> parameters = new ArrayList<>();

    RandomExpression(Random random) {
        this.random = random;
    }

    List<BigInteger> parameters() {
        return parameters;
    }

    Written<?> any(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> number(depth);
            case 1 -> bool(depth);
            case 2 -> text(depth);
            default -> list(depth);
        };
    }

    private Written<BigInteger> number(int depth) {
        if (depth == 0) {
            BigInteger value = BigInteger.valueOf(random.nextInt(-9, 10));
            if (random.nextInt(4) == 0) {
                parameters.add(value);
                return new Written<>("var.p" + (parameters.size() - 1), value);
            }
            return new Written<>(value.signum() < 0 ? "(" + value + ")" : value.toString(), value);
        }
        return switch (random.nextInt(9)) {
            case 0 -> arithmetic("+", BigInteger::add, depth);
            case 1 -> arithmetic("-", BigInteger::subtract, depth);
            case 2 -> arithmetic("*", BigInteger::multiply, depth);
            case 3 -> {
                var inner = number(depth - 1);
                yield new Written<>("-(" + inner.text + ")", inner.value.negate());
            }
            case 4 -> {
                var list = list(depth - 1);
                yield new Written<>("length(" + list.text + ")", BigInteger.valueOf(list.value.size()));
            }
            case 5 -> {
                var left = number(depth - 1);
                var right = number(depth - 1);
                yield new Written<>("max(" + left.text + ", " + right.text + ")", left.value.max(right.value));
            }
            case 6 -> choice(bool(depth - 1), number(depth - 1), number(depth - 1));
            case 7 -> {
                var list = list(depth - 1);
                int size = list.value.size();
                int at = size == 0 ? 0 : random.nextInt(size);
                yield size == 0 ? number(0) : new Written<>("(" + list.text + ")[" + at + "]", list.value.get(at));
            }
            default -> number(0);
        };
    }

    private Written<BigInteger> arithmetic(String operator, BinaryOperator<BigInteger> sum, int depth) {
        var left = number(depth - 1);
        var right = number(depth - 1);
        return new Written<>(
                "(" + left.text + " " + operator + " " + right.text + ")", sum.apply(left.value, right.value));
    }

    private Written<Boolean> bool(int depth) {
        if (depth == 0) {
            boolean value = random.nextBoolean();
            return new Written<>(String.valueOf(value), value);
        }
        var left = number(depth - 1);
        var right = number(depth - 1);
        int order = left.value.compareTo(right.value);
        return switch (random.nextInt(8)) {
            case 0 -> new Written<>("(" + left.text + " < " + right.text + ")", order < 0);
            case 1 -> new Written<>("(" + left.text + " >= " + right.text + ")", order >= 0);
            case 2 -> new Written<>("(" + left.text + " == " + right.text + ")", order == 0);
            case 3 -> new Written<>("(" + left.text + " != " + right.text + ")", order != 0);
            case 4 -> {
                var one = bool(depth - 1);
                var two = bool(depth - 1);
                yield new Written<>("(" + one.text + " && " + two.text + ")", one.value && two.value);
            }
            case 5 -> {
                var one = bool(depth - 1);
                var two = bool(depth - 1);
                yield new Written<>("(" + one.text + " || !" + two.text + ")", one.value || !two.value);
            }
            case 6 -> {
                var list = list(depth - 1);
                yield new Written<>("contains(" + list.text + ", " + left.text + ")", list.value.contains(left.value));
            }
            default -> {
                var one = text(depth - 1);
                var two = text(depth - 1);
                yield new Written<>("(" + one.text + " == " + two.text + ")", one.value.equals(two.value));
            }
        };
    }

    private Written<String> text(int depth) {
        if (depth == 0) {
            String word = List.of("", "a", "B", "a-b", "é").get(random.nextInt(5));
            return new Written<>("\"" + word + "\"", word);
        }
        return switch (random.nextInt(5)) {
            case 0 -> {
                var first = text(depth - 1);
                var second = number(depth - 1);
                yield new Written<>(
                        "\"${" + first.text + "}-${" + second.text + "}\"", first.value + "-" + second.value);
            }
            case 1 -> {
                var inner = text(depth - 1);
                yield new Written<>("upper(" + inner.text + ")", inner.value.toUpperCase(Locale.ROOT));
            }
            case 2 -> {
                var list = list(depth - 1);
                String joined = list.value.stream().map(String::valueOf).collect(Collectors.joining(","));
                yield new Written<>("join(\",\", " + list.text + ")", joined);
            }
            case 3 -> choice(bool(depth - 1), text(depth - 1), text(depth - 1));
            default -> text(0);
        };
    }

    private Written<List<BigInteger>> list(int depth) {
        if (depth == 0) {
            List<Written<BigInteger>> items = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                items.add(number(0));
            }
            return new Written<>(
                    items.stream().map(Written::text).collect(Collectors.joining(", ", "[", "]")),
                    items.stream().map(Written::value).toList());
        }
        var inner = list(depth - 1);
        return switch (random.nextInt(6)) {
            case 0 -> {
                var by = number(depth - 1);
                yield new Written<>(
                        "[for x in " + inner.text + " : x * " + by.text + "]",
                        inner.value.stream()
                                .map(item -> item.multiply(by.value))
                                .toList());
            }
            case 1 -> {
                var least = number(depth - 1);
                yield new Written<>(
                        "[for x in " + inner.text + " : x if x > " + least.text + "]",
                        inner.value.stream()
                                .filter(item -> item.compareTo(least.value) > 0)
                                .toList());
            }
            case 2 -> {
                var other = list(depth - 1);
                List<BigInteger> both = new ArrayList<>(inner.value);
                both.addAll(other.value);
                yield new Written<>("concat(" + inner.text + ", " + other.text + ")", both);
            }
            case 3 -> {
                List<BigInteger> reversed = new ArrayList<>(inner.value);
                Collections.reverse(reversed);
                yield new Written<>("reverse(" + inner.text + ")", reversed);
            }
            case 4 ->
                new Written<>(
                        "distinct(" + inner.text + ")",
                        inner.value.stream().distinct().toList());
            default -> inner;
        };
    }

    private <T> Written<T> choice(Written<Boolean> condition, Written<T> whenTrue, Written<T> whenFalse) {
        return new Written<>(
                "(" + condition.text + " ? " + whenTrue.text + " : " + whenFalse.text + ")",
                condition.value ? whenTrue.value : whenFalse.value);
    }
}
