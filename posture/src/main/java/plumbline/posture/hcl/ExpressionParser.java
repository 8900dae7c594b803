package plumbline.posture.hcl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.posture.hcl.Expression.Binary;
import plumbline.posture.hcl.Expression.Conditional;
import plumbline.posture.hcl.Expression.GetAttribute;
import plumbline.posture.hcl.Expression.Index;
import plumbline.posture.hcl.Expression.Item;
import plumbline.posture.hcl.Expression.Literal;
import plumbline.posture.hcl.Expression.Parenthesized;
import plumbline.posture.hcl.Expression.Splat;
import plumbline.posture.hcl.Expression.Unary;
import plumbline.posture.hcl.Expression.Variable;
import plumbline.posture.value.Null;
import plumbline.posture.value.Num;
import plumbline.posture.value.Value;

/// The expression grammar by recursive descent. Each rule begins on its first token and ends on the one behind it.
final class ExpressionParser {
    private static final int DEEPEST = 200;
    private static final int LONGEST_CHAIN = 1_000;

    private final Source source;
    private final Lexer lexer;
    private final CollectionParser collections;
    private final TemplateParser templates;
    private int depth;

    ExpressionParser(Source source, Lexer lexer) {
        this.source = source;
        this.lexer = lexer;
        this.collections = new CollectionParser(this, lexer);
        this.templates = new TemplateParser(source, lexer, this);
    }

    Expression expression() {
        enter();
        int start = lexer.start();
        Expression condition = binary(1);
        if (lexer.kind() == TokenKind.QUESTION) {
            lexer.advance();
            Expression whenTrue = expression();
            expect(TokenKind.COLON, "Incomplete conditional", "between the two results of \"condition ? a : b\"");
            lexer.advance();
            Expression whenFalse = expression();
            condition = new Conditional(condition, whenTrue, whenFalse, since(start, whenFalse));
        }
        depth--;
        return condition;
    }

    /// Counts a level of nesting; the caller counts down again when it leaves without an error.
    void enter() {
        if (++depth > DEEPEST) {
            throw error("Too deeply nested", "Expressions may nest at most " + DEEPEST + " levels; use local values.");
        }
    }

    void leave() {
        depth--;
    }

    void restart() {
        depth = 0;
        lexer.newlines(true);
    }

    private Expression binary(int tightness) {
        int start = lexer.start();
        Expression left = unary();
        for (int links = 0; ; links++) {
            Operator operator = operator(lexer.kind());
            if (operator == null || operator.precedence() < tightness) {
                return left;
            }
            if (links > LONGEST_CHAIN) {
                throw error("Too many operators", "At most " + LONGEST_CHAIN + " in one expression.");
            }
            lexer.advance();
            Expression right = binary(operator.precedence() + 1);
            left = new Binary(operator, left, right, since(start, right));
        }
    }

    private static @Nullable Operator operator(TokenKind kind) {
        return switch (kind) {
            case OR -> Operator.OR;
            case AND -> Operator.AND;
            case EQUAL -> Operator.EQUAL;
            case NOT_EQUAL -> Operator.NOT_EQUAL;
            case GREATER -> Operator.GREATER;
            case GREATER_EQUAL -> Operator.GREATER_EQUAL;
            case LESS -> Operator.LESS;
            case LESS_EQUAL -> Operator.LESS_EQUAL;
            case PLUS -> Operator.ADD;
            case MINUS -> Operator.SUBTRACT;
            case STAR -> Operator.MULTIPLY;
            case SLASH -> Operator.DIVIDE;
            case PERCENT -> Operator.MODULO;
            default -> null;
        };
    }

    private Expression unary() {
        if (lexer.kind() != TokenKind.MINUS && lexer.kind() != TokenKind.NOT) {
            return traversed(term());
        }
        enter();
        Operator operator = lexer.kind() == TokenKind.MINUS ? Operator.NEGATE : Operator.NOT;
        int start = lexer.start();
        lexer.advance();
        Expression operand = unary();
        leave();
        return new Unary(operator, operand, since(start, operand));
    }

    private Expression traversed(Expression first) {
        Expression value = first;
        for (int links = 0; ; links++) {
            if (links > LONGEST_CHAIN) {
                throw error("Too long a traversal", "At most " + LONGEST_CHAIN + " steps.");
            }
            if (lexer.kind() == TokenKind.DOT) {
                value = dotted(value);
            } else if (lexer.kind() == TokenKind.OPEN_BRACKET) {
                value = indexed(value);
            } else {
                return value;
            }
        }
    }

    private Expression dotted(Expression value) {
        if (Lexer.isDigit(lexer.following())) {
            return oldIndex(value);
        }
        int dot = lexer.start();
        lexer.advance();
        if (lexer.kind() == TokenKind.STAR) {
            return attributeSplat(value);
        }
        if (lexer.kind() != TokenKind.IDENTIFIER) {
            throw new SyntaxError(
                    source.range(dot, lexer.end()),
                    "Invalid attribute name",
                    "A dot must be followed by an attribute name, but here is "
                            + lexer.kind().described() + ".");
        }
        return attribute(value);
    }

    private Expression attribute(Expression value) {
        String name = lexer.word();
        Range range = source.range(value.range().from(), lexer.end());
        lexer.advance();
        return new GetAttribute(value, name, range);
    }

    private Expression oldIndex(Expression value) {
        lexer.advanceDigits();
        Expression key = new Literal(number(), here());
        Range range = source.range(value.range().from(), lexer.end());
        lexer.advance();
        return new Index(value, key, range);
    }

    private Expression attributeSplat(Expression value) {
        Expression each = new Item(here());
        int end = lexer.end();
        lexer.advance();
        while (lexer.kind() == TokenKind.DOT) {
            if (Lexer.isDigit(lexer.following())) {
                each = oldIndex(each);
            } else {
                lexer.advance();
                expect(TokenKind.IDENTIFIER, "Invalid attribute name", "behind the dot of a splat");
                each = attribute(each);
            }
            end = each.range().to();
        }
        return new Splat(value, each, false, source.range(value.range().from(), end));
    }

    private Expression indexed(Expression value) {
        enter();
        boolean newlines = lexer.newlines();
        int open = lexer.start();
        lexer.newlines(false);
        lexer.advance();
        Expression result;
        if (lexer.kind() == TokenKind.STAR) {
            Range star = here();
            lexer.advance();
            int end = close(TokenKind.CLOSE_BRACKET, open, newlines);
            Expression each = traversed(new Item(star));
            result = new Splat(
                    value,
                    each,
                    true,
                    source.range(
                            value.range().from(), Math.max(end, each.range().to())));
        } else {
            Expression key = expression();
            int end = close(TokenKind.CLOSE_BRACKET, open, newlines);
            result = new Index(value, key, source.range(value.range().from(), end));
        }
        leave();
        return result;
    }

    private Expression term() {
        return switch (lexer.kind()) {
            case NUMBER -> {
                Expression literal = new Literal(number(), here());
                lexer.advance();
                yield literal;
            }
            case IDENTIFIER -> named();
            case QUOTE -> templates.quoted();
            case HEREDOC -> templates.heredoc();
            case OPEN_PAREN -> parenthesized();
            case OPEN_BRACKET -> collections.tuple();
            case OPEN_BRACE -> collections.object();
            case PERCENT, COLON, COMMA, ASSIGN, NEWLINE, END, CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, CLOSE_STRIP ->
                throw error(
                        "Missing value",
                        "Here should be a value, but there is " + lexer.kind().described() + ".");
            default ->
                throw error(
                        "Invalid expression",
                        "A value cannot begin with " + lexer.kind().described() + ".");
        };
    }

    private Expression named() {
        String name = lexer.word();
        Range range = here();
        lexer.advance();
        if (lexer.kind() == TokenKind.OPEN_PAREN || lexer.kind() == TokenKind.DOUBLE_COLON) {
            return call(name, range);
        }
        return switch (name) {
            case "true" -> new Literal(Value.of(true), range);
            case "false" -> new Literal(Value.of(false), range);
            case "null" -> new Literal(Null.NULL, range);
            default -> new Variable(name, range);
        };
    }

    private Expression call(String first, Range nameRange) {
        StringBuilder name = new StringBuilder(first);
        while (lexer.kind() == TokenKind.DOUBLE_COLON) {
            lexer.advance();
            expect(TokenKind.IDENTIFIER, "Invalid function name", "behind \"::\"");
            name.append("::").append(lexer.word());
            lexer.advance();
        }
        expect(TokenKind.OPEN_PAREN, "Missing arguments", "behind the name of a function");
        boolean newlines = lexer.newlines();
        int open = lexer.start();
        lexer.newlines(false);
        lexer.advance();
        List<Expression> arguments = new ArrayList<>();
        boolean expand = false;
        while (lexer.kind() != TokenKind.CLOSE_PAREN) {
            arguments.add(expression());
            if (lexer.kind() == TokenKind.ELLIPSIS) {
                expand = true;
                lexer.advance();
                if (lexer.kind() == TokenKind.COMMA) {
                    lexer.advance();
                }
                break;
            }
            if (lexer.kind() != TokenKind.COMMA) {
                break;
            }
            lexer.advance();
        }
        int end = close(TokenKind.CLOSE_PAREN, open, newlines);
        return new Expression.Call(name.toString(), arguments, expand, source.range(nameRange.from(), end));
    }

    private Expression parenthesized() {
        boolean newlines = lexer.newlines();
        int open = lexer.start();
        lexer.newlines(false);
        lexer.advance();
        Expression inner = expression();
        int end = close(TokenKind.CLOSE_PAREN, open, newlines);
        return new Parenthesized(inner, source.range(open, end));
    }

    /// Leaves a bracket: gives back the offset behind it, and newlines their former meaning.
    int close(TokenKind expected, int open, boolean newlines) {
        if (lexer.kind() != expected) {
            if (lexer.kind() == TokenKind.END) {
                throw new SyntaxError(
                        source.range(open, open + 1),
                        "Bracket is never closed",
                        "There is no " + expected.described() + " for this bracket before the end of the file.");
            }
            throw error(
                    "Missing " + expected.described(),
                    "Expected " + (expected == TokenKind.CLOSE_BRACE ? "" : "\",\" or ") + expected.described()
                            + ", but here is " + lexer.kind().described() + ".");
        }
        int end = lexer.end();
        lexer.newlines(newlines);
        lexer.advance();
        return end;
    }

    void expect(TokenKind expected, String summary, String where) {
        if (lexer.kind() != expected) {
            throw error(
                    summary,
                    "Expected " + expected.described() + " " + where + ", but here is "
                            + lexer.kind().described() + ".");
        }
    }

    Range here() {
        return source.range(lexer.start(), lexer.end());
    }

    Range range(int from, int to) {
        return source.range(from, to);
    }

    SyntaxError error(String summary, String detail) {
        return new SyntaxError(here(), summary, detail);
    }

    private Value number() {
        Num number = Num.parse(lexer.word()).orElse(null);
        if (number == null) {
            throw error("Invalid number", "This number has too many digits.");
        }
        return number;
    }

    private Range since(int start, Expression last) {
        return source.range(start, Math.max(start, last.range().to()));
    }
}
