package plumbline.posture.hcl;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import plumbline.posture.hcl.Expression.Conditional;
import plumbline.posture.hcl.Expression.For;
import plumbline.posture.hcl.Expression.Join;
import plumbline.posture.hcl.Expression.Literal;
import plumbline.posture.hcl.Expression.Template;
import plumbline.posture.hcl.Expression.Wrapped;
import plumbline.posture.value.Text;
import plumbline.posture.value.Value;

/// Templates: quoted, as heredocs, or a whole source. Nests what [TemplateScanner] found.
final class TemplateParser {
    private final Source source;
    private final Lexer lexer;
    private final ExpressionParser expressions;

    TemplateParser(Source source, Lexer lexer, ExpressionParser expressions) {
        this.source = source;
        this.lexer = lexer;
        this.expressions = expressions;
    }

    /// From the opening quote to the token behind the closing one.
    Expression quoted() {
        expressions.enter();
        int start = lexer.start();
        TemplateScanner scanner = new TemplateScanner(source, lexer, expressions, null, true);
        List<TemplatePiece> pieces = scanner.scan(lexer.end());
        lexer.resume(scanner.position());
        Expression template = nest(pieces, source.range(start, scanner.position()));
        expressions.leave();
        return template;
    }

    /// The source as one template, as `templatefile` reads it.
    Expression whole() {
        TemplateScanner scanner = new TemplateScanner(source, lexer, expressions, null, false);
        return nest(scanner.scan(0), source.range(0, source.text().length()));
    }

    /// From `<<` to the token behind the closing marker.
    Expression heredoc() {
        expressions.enter();
        int start = lexer.start();
        String text = source.text();
        boolean flush = lexer.followedBy('-');
        int nameStart = lexer.end() + (flush ? 1 : 0);
        int lineEnd = text.indexOf('\n', nameStart);
        String name = lineEnd < 0 ? "" : text.substring(nameStart, lineEnd).stripTrailing();
        if (!Lexer.isIdentifier(name)) {
            throw new SyntaxError(
                    source.range(start, lexer.end()),
                    "Invalid heredoc",
                    "\"<<\" must be followed by a name alone on its line, such as <<EOT.");
        }
        TemplateScanner scanner = new TemplateScanner(source, lexer, expressions, name, false);
        List<TemplatePiece> pieces = scanner.scan(lineEnd + 1);
        if (flush) {
            unindent(pieces);
        }
        lexer.resume(scanner.position());
        Expression template = nest(pieces, source.range(start, scanner.position()));
        expressions.leave();
        return template;
    }

    /// Takes from each line the white space that all lines begin with; lines that are blank do not count.
    private static void unindent(List<TemplatePiece> pieces) {
        int least = Integer.MAX_VALUE;
        boolean lineStart = true;
        List<TemplatePiece> beginnings = new ArrayList<>();
        for (TemplatePiece piece : pieces) {
            boolean text = piece.kind == TemplatePiece.Kind.TEXT;
            if (lineStart) {
                String stripped = piece.text.stripLeading();
                if (!text) {
                    least = 0;
                } else if (!stripped.isEmpty() || !piece.text.endsWith("\n")) {
                    least = Math.min(least, piece.text.length() - stripped.length());
                    beginnings.add(piece);
                }
            }
            lineStart = text && piece.text.endsWith("\n");
        }
        for (TemplatePiece piece : beginnings) {
            piece.text = piece.text.substring(Math.min(least, piece.text.length()));
        }
    }

    private Expression nest(List<TemplatePiece> pieces, Range range) {
        if (pieces.size() == 1 && pieces.getFirst().kind == TemplatePiece.Kind.VALUE) {
            return new Wrapped(Objects.requireNonNull(pieces.getFirst().value), range);
        }
        Nesting nesting = new Nesting(pieces);
        List<Expression> parts = nesting.parts(TemplatePiece.Kind.TEXT);
        return template(parts, range);
    }

    private static Expression template(List<Expression> parts, Range range) {
        if (parts.isEmpty()) {
            return new Literal(Value.of(""), range);
        }
        if (parts.size() == 1 && parts.getFirst() instanceof Literal(Text text, Range _)) {
            return new Literal(text, range);
        }
        return new Template(parts, range);
    }

    /// Walks the flat pieces and gives each directive its parts.
    private final class Nesting {
        private final List<TemplatePiece> pieces;
        private int next;

        Nesting(List<TemplatePiece> pieces) {
            this.pieces = pieces;
        }

        /// The parts up to the directive that ends what `opener` began, which stays the next piece.
        List<Expression> parts(TemplatePiece.Kind opener) {
            expressions.enter();
            List<Expression> parts = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            int textStart = 0;
            while (next < pieces.size()) {
                TemplatePiece piece = pieces.get(next);
                if (piece.kind == TemplatePiece.Kind.TEXT) {
                    textStart = text.isEmpty() ? piece.range.from() : textStart;
                    text.append(piece.text);
                    next++;
                    continue;
                }
                addText(parts, text, textStart, piece.range.from());
                if (ends(piece, opener)) {
                    break;
                }
                next++;
                parts.add(part(piece));
            }
            addText(
                    parts,
                    text,
                    textStart,
                    pieces.isEmpty() ? 0 : pieces.getLast().range.to());
            expressions.leave();
            return parts;
        }

        private void addText(List<Expression> parts, StringBuilder text, int from, int to) {
            if (!text.isEmpty()) {
                parts.add(new Literal(Value.of(text.toString()), source.range(from, Math.max(from, to))));
                text.setLength(0);
            }
        }

        private boolean ends(TemplatePiece piece, TemplatePiece.Kind opener) {
            return switch (piece.kind) {
                case ELSE -> require(opener == TemplatePiece.Kind.IF, piece, "if");
                case ENDIF ->
                    require(opener == TemplatePiece.Kind.IF || opener == TemplatePiece.Kind.ELSE, piece, "if");
                case ENDFOR -> require(opener == TemplatePiece.Kind.FOR, piece, "for");
                case TEXT, VALUE, IF, FOR -> false;
            };
        }

        private boolean require(boolean fits, TemplatePiece piece, String opener) {
            if (!fits) {
                throw new SyntaxError(
                        piece.range, "Unexpected directive", "There is no open %{ " + opener + " } that it could end.");
            }
            return true;
        }

        private Expression part(TemplatePiece piece) {
            return switch (piece.kind) {
                case IF -> ifPart(piece);
                case FOR -> forPart(piece);
                default -> Objects.requireNonNull(piece.value);
            };
        }

        private Expression ifPart(TemplatePiece opener) {
            Expression whenTrue = template(parts(TemplatePiece.Kind.IF), opener.range);
            Expression whenFalse = new Literal(Value.of(""), opener.range);
            if (next < pieces.size() && pieces.get(next).kind == TemplatePiece.Kind.ELSE) {
                next++;
                whenFalse = template(parts(TemplatePiece.Kind.ELSE), opener.range);
            }
            closed(opener, "endif");
            return new Conditional(Objects.requireNonNull(opener.value), whenTrue, whenFalse, opener.range);
        }

        private Expression forPart(TemplatePiece opener) {
            Expression body = template(parts(TemplatePiece.Kind.FOR), opener.range);
            closed(opener, "endfor");
            CollectionParser.ForIntro intro = Objects.requireNonNull(opener.intro);
            return new Join(
                    new For(intro.key(), intro.value(), intro.collection(), null, body, null, false, opener.range),
                    opener.range);
        }

        private void closed(TemplatePiece opener, String closer) {
            if (next >= pieces.size()) {
                throw new SyntaxError(
                        opener.range, "Directive is never closed", "There is no %{ " + closer + " } for it.");
            }
            next++;
        }
    }
}
