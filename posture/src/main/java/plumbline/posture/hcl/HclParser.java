package plumbline.posture.hcl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import plumbline.posture.hcl.Body.Argument;
import plumbline.posture.hcl.Body.BlockNode;
import plumbline.posture.hcl.Body.Label;
import plumbline.posture.value.Text;

/// Parses HCL native syntax. Never throws for what it is given: it keeps what it understood and names the rest.
public final class HclParser {
    private static final int DEEPEST_BLOCK = 100;
    private static final int MOST_ERRORS = 100;

    private final Source source;
    private final Lexer lexer;
    private final ExpressionParser expressions;
    private final Recovery recovery;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    private HclParser(Source source) {
        this.source = source;
        this.lexer = new Lexer(source.text());
        this.expressions = new ExpressionParser(source, lexer);
        this.recovery = new Recovery(lexer);
    }

    /// A file: arguments and blocks.
    public static Parsed parse(Source source) {
        HclParser parser = new HclParser(source);
        parser.lexer.advance();
        Body body = parser.body(0);
        int comment = parser.lexer.unclosedComment();
        if (comment >= 0) {
            parser.report(Diagnostic.error(
                    source.range(comment, comment + 2), "Comment is never closed", "There is no \"*/\" for it."));
        }
        return new Parsed(body, parser.diagnostics);
    }

    /// A source that is one expression.
    public static ParsedExpression parseExpression(Source source) {
        HclParser parser = new HclParser(source);
        try {
            parser.lexer.newlines(false);
            parser.lexer.advance();
            Expression expression = parser.expressions.expression();
            parser.expressions.expect(TokenKind.END, "Extra characters", "behind the expression");
            return new ParsedExpression(expression, List.of());
        } catch (SyntaxError error) {
            return new ParsedExpression(null, List.of(error.diagnostic()));
        }
    }

    /// A source that is one template, without quotes around it.
    public static ParsedExpression parseTemplate(Source source) {
        HclParser parser = new HclParser(source);
        try {
            Expression template = new TemplateParser(source, parser.lexer, parser.expressions).whole();
            return new ParsedExpression(template, List.of());
        } catch (SyntaxError error) {
            return new ParsedExpression(null, List.of(error.diagnostic()));
        }
    }

    /// Items up to the closing brace, on which it ends, or to the end of the file.
    private Body body(int depth) {
        List<Argument> arguments = new ArrayList<>();
        List<BlockNode> blocks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (lexer.kind() != TokenKind.END && (depth == 0 || lexer.kind() != TokenKind.CLOSE_BRACE)) {
            if (lexer.kind() == TokenKind.NEWLINE) {
                lexer.advance();
                continue;
            }
            int start = lexer.start();
            try {
                item(depth, arguments, blocks, names);
            } catch (SyntaxError error) {
                report(error.diagnostic());
                if (diagnostics.size() >= MOST_ERRORS) {
                    report(Diagnostic.error(
                            source.range(lexer.start(), lexer.start()),
                            "Too many errors",
                            "The rest of the file was not read."));
                    lexer.resume(source.text().length());
                    break;
                }
                expressions.restart();
                recovery.recover(start, lexer.start());
            }
        }
        return new Body(arguments, blocks);
    }

    private void item(int depth, List<Argument> arguments, List<BlockNode> blocks, Set<String> names) {
        if (lexer.kind() != TokenKind.IDENTIFIER) {
            throw notAnItem();
        }
        Range nameRange = expressions.here();
        String name = lexer.word();
        lexer.advance();
        if (lexer.kind() == TokenKind.ASSIGN) {
            lexer.advance();
            Expression value = expressions.expression();
            addArgument(new Argument(name, value, nameRange, nameRange.to(value.range())), arguments, names);
            endOfItem("Each argument stands on its own line.");
        } else {
            blocks.add(block(name, nameRange, depth));
            endOfItem("A block's closing brace ends the line.");
        }
    }

    private SyntaxError notAnItem() {
        return switch (lexer.kind()) {
            case QUOTE ->
                expressions.error("Invalid argument name", "Names of arguments and blocks are written without quotes.");
            case CLOSE_BRACE -> expressions.error("Unexpected \"}\"", "No block is open that it could close.");
            default ->
                expressions.error(
                        "Argument or block expected",
                        "Here should be the name of an argument or a block, but there is "
                                + lexer.kind().described() + ".");
        };
    }

    private void addArgument(Argument argument, List<Argument> arguments, Set<String> names) {
        if (names.add(argument.name())) {
            arguments.add(argument);
        } else {
            report(Diagnostic.error(
                    argument.nameRange(),
                    "Argument given twice",
                    "\"" + argument.name() + "\" was already set in this block; remove one of the two."));
        }
    }

    private void endOfItem(String rule) {
        if (lexer.kind() == TokenKind.NEWLINE) {
            lexer.advance();
        } else if (lexer.kind() != TokenKind.END) {
            throw expressions.error(
                    "Missing end of line", rule + " Here is " + lexer.kind().described() + ".");
        }
    }

    private BlockNode block(String type, Range typeRange, int depth) {
        List<Label> labels = new ArrayList<>();
        while (lexer.kind() != TokenKind.OPEN_BRACE) {
            labels.add(label());
        }
        if (depth >= DEEPEST_BLOCK) {
            throw expressions.error("Too deeply nested", "Blocks may nest at most " + DEEPEST_BLOCK + " levels.");
        }
        int open = lexer.start();
        lexer.advance();
        Body body;
        if (lexer.kind() == TokenKind.NEWLINE) {
            body = body(depth + 1);
        } else if (lexer.kind() == TokenKind.CLOSE_BRACE) {
            body = Body.EMPTY;
        } else {
            body = oneLine(open);
        }
        Range header = source.range(
                typeRange.from(),
                labels.isEmpty() ? typeRange.to() : labels.getLast().range().to());
        int end = lexer.end();
        if (lexer.kind() == TokenKind.END) {
            report(Diagnostic.error(
                    source.range(open, open + 1),
                    "Block is never closed",
                    "There is no \"}\" for this block before the end of the file."));
        } else {
            lexer.advance();
        }
        return new BlockNode(type, labels, body, header, source.range(typeRange.from(), end));
    }

    private Label label() {
        if (lexer.kind() == TokenKind.IDENTIFIER) {
            Label label = new Label(lexer.word(), expressions.here());
            lexer.advance();
            return label;
        }
        if (lexer.kind() == TokenKind.QUOTE) {
            Expression text = new TemplateParser(source, lexer, expressions).quoted();
            if (text instanceof Expression.Literal(Text(String plain), Range whole)) {
                return new Label(plain, whole);
            }
            throw new SyntaxError(text.range(), "Invalid label", "A label is fixed text, without interpolation.");
        }
        throw expressions.error(
                "Argument or block expected",
                "Expected \"=\" for an argument, or labels and \"{\" for a block, but here is "
                        + lexer.kind().described() + ".");
    }

    /// `{ name = value }` on one line: at most one argument and no blocks.
    private Body oneLine(int open) {
        Range nameRange = expressions.here();
        if (lexer.kind() == TokenKind.END) {
            return Body.EMPTY;
        }
        expressions.expect(TokenKind.IDENTIFIER, "Argument or block expected", "in a block");
        String name = lexer.word();
        lexer.advance();
        if (lexer.kind() != TokenKind.ASSIGN) {
            throw new SyntaxError(
                    source.range(nameRange.from(), lexer.end()),
                    "Invalid block on one line",
                    "A block on one line cannot hold another block; put each on lines of its own.");
        }
        lexer.advance();
        Expression value = expressions.expression();
        switch (lexer.kind()) {
            case CLOSE_BRACE -> {}
            case NEWLINE ->
                throw expressions.error(
                        "Invalid block on one line",
                        "The closing brace must be on this line, or the argument on a line of its own.");
            case END ->
                throw new SyntaxError(
                        source.range(open, open + 1),
                        "Block is never closed",
                        "There is no \"}\" for this block before the end of the file.");
            default ->
                throw expressions.error(
                        "Invalid block on one line",
                        "Only one argument fits in a block on one line; put each on a line of its own.");
        }
        return new Body(List.of(new Argument(name, value, nameRange, nameRange.to(value.range()))), List.of());
    }

    private void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }
}
