package plumbline.posture.hcl;

import org.jspecify.annotations.Nullable;

/// A stretch of a template before its directives are nested: text, an interpolation, or one directive.
final class TemplatePiece {
    enum Kind {
        TEXT,
        VALUE,
        IF,
        ELSE,
        ENDIF,
        FOR,
        ENDFOR
    }

    final Kind kind;
    final Range range;
    String text = "";

    @Nullable Expression value;

    CollectionParser.@Nullable ForIntro intro;

    TemplatePiece(Kind kind, Range range) {
        this.kind = kind;
        this.range = range;
    }

    static TemplatePiece text(String text, Range range) {
        TemplatePiece piece = new TemplatePiece(Kind.TEXT, range);
        piece.text = text;
        return piece;
    }
}
