package plumbline.posture.hcl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.posture.hcl.Expression.Entry;
import plumbline.posture.hcl.Expression.For;
import plumbline.posture.hcl.Expression.Literal;
import plumbline.posture.hcl.Expression.ObjectLiteral;
import plumbline.posture.hcl.Expression.Tuple;
import plumbline.posture.hcl.Expression.Variable;
import plumbline.posture.value.Value;

/// Tuples, objects, and the `for` expressions that look like them.
final class CollectionParser {
    private final ExpressionParser expressions;
    private final Lexer lexer;

    CollectionParser(ExpressionParser expressions, Lexer lexer) {
        this.expressions = expressions;
        this.lexer = lexer;
    }

    Expression tuple() {
        boolean newlines = lexer.newlines();
        int open = lexer.start();
        lexer.newlines(false);
        lexer.advance();
        if (lexer.at("for") && beginsFor()) {
            return forExpression(open, false, newlines);
        }
        List<Expression> items = new ArrayList<>();
        while (lexer.kind() != TokenKind.CLOSE_BRACKET) {
            items.add(expressions.expression());
            if (lexer.kind() != TokenKind.COMMA) {
                break;
            }
            lexer.advance();
        }
        int end = expressions.close(TokenKind.CLOSE_BRACKET, open, newlines);
        return new Tuple(items, expressions.range(open, end));
    }

    Expression object() {
        boolean newlines = lexer.newlines();
        int open = lexer.start();
        lexer.newlines(false);
        lexer.advance();
        if (lexer.at("for") && beginsFor()) {
            return forExpression(open, true, newlines);
        }
        lexer.newlines(true);
        List<Entry> entries = new ArrayList<>();
        while (lexer.kind() != TokenKind.CLOSE_BRACE) {
            entries.add(entry());
            if (lexer.kind() == TokenKind.COMMA) {
                lexer.advance();
                skipNewlines();
            } else if (lexer.kind() == TokenKind.NEWLINE) {
                skipNewlines();
                if (lexer.kind() == TokenKind.COMMA) {
                    throw expressions.error(
                            "Unexpected comma", "Put the comma on the line of the entry, or leave it out.");
                }
            } else {
                break;
            }
        }
        int end = expressions.close(TokenKind.CLOSE_BRACE, open, newlines);
        return new ObjectLiteral(entries, expressions.range(open, end));
    }

    private Entry entry() {
        Expression key = expressions.expression();
        if (lexer.kind() != TokenKind.ASSIGN && lexer.kind() != TokenKind.COLON) {
            throw expressions.error(
                    "Missing value of an entry",
                    "Expected \"=\" or \":\" behind the key, but here is "
                            + lexer.kind().described() + ".");
        }
        lexer.advance();
        skipNewlines();
        Expression value = expressions.expression();
        return new Entry(key(key), value);
    }

    private static Expression key(Expression written) {
        return switch (written) {
            case Variable(String name, Range range) -> new Literal(Value.of(name), range);
            case Literal(Value value, Range range)
            when !value.isNull() && value.asBoolean().isPresent() ->
                new Literal(Value.of(value.asText().orElse("")), range);
            case Literal(Value value, Range range) when value.isNull() -> new Literal(Value.of("null"), range);
            case Expression.GetAttribute attribute ->
                throw new SyntaxError(
                        attribute.range(),
                        "Ambiguous key",
                        "Put a traversal in parentheses to use its value as a key, or in quotes to use it as it is.");
            default -> written;
        };
    }

    private boolean beginsFor() {
        int start = lexer.start();
        lexer.advance();
        boolean name = lexer.kind() == TokenKind.IDENTIFIER;
        lexer.resume(start);
        return name;
    }

    private Expression forExpression(int open, boolean object, boolean newlines) {
        expressions.enter();
        ForIntro intro = forIntro();
        expressions.expect(TokenKind.COLON, "Incomplete for expression", "behind the collection");
        lexer.advance();
        Expression value = expressions.expression();
        Expression key = null;
        boolean grouped = false;
        if (object) {
            key = value;
            expressions.expect(TokenKind.ARROW, "Incomplete for expression", "between key and value");
            lexer.advance();
            value = expressions.expression();
            if (lexer.kind() == TokenKind.ELLIPSIS) {
                grouped = true;
                lexer.advance();
            }
        }
        Expression condition = null;
        if (lexer.at("if")) {
            lexer.advance();
            condition = expressions.expression();
        }
        TokenKind closing = object ? TokenKind.CLOSE_BRACE : TokenKind.CLOSE_BRACKET;
        int end = expressions.close(closing, open, newlines);
        expressions.leave();
        return new For(
                intro.key(),
                intro.value(),
                intro.collection(),
                key,
                value,
                condition,
                grouped,
                expressions.range(open, end));
    }

    /// The names and the collection of a `for`, which template directives share.
    record ForIntro(@Nullable String key, String value, Expression collection) {}

    ForIntro forIntro() {
        lexer.advance();
        expressions.expect(TokenKind.IDENTIFIER, "Incomplete for expression", "behind \"for\"");
        String first = lexer.word();
        lexer.advance();
        String second = null;
        if (lexer.kind() == TokenKind.COMMA) {
            lexer.advance();
            expressions.expect(TokenKind.IDENTIFIER, "Incomplete for expression", "as the second name");
            second = lexer.word();
            lexer.advance();
        }
        if (!lexer.at("in")) {
            throw expressions.error("Incomplete for expression", "Expected \"in\" behind the names.");
        }
        lexer.advance();
        Expression collection = expressions.expression();
        return second == null ? new ForIntro(null, first, collection) : new ForIntro(first, second, collection);
    }

    private void skipNewlines() {
        while (lexer.kind() == TokenKind.NEWLINE) {
            lexer.advance();
        }
    }
}
