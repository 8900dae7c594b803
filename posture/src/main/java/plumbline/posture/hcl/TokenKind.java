package plumbline.posture.hcl;

/// The kinds of token outside of template text, each with how messages call it.
enum TokenKind {
    END("the end of the file"),
    NEWLINE("the end of the line"),
    IDENTIFIER("a name"),
    NUMBER("a number"),
    QUOTE("a quoted text"),
    HEREDOC("a heredoc"),
    OPEN_BRACE("\"{\""),
    CLOSE_BRACE("\"}\""),
    CLOSE_STRIP("\"~}\""),
    OPEN_BRACKET("\"[\""),
    CLOSE_BRACKET("\"]\""),
    OPEN_PAREN("\"(\""),
    CLOSE_PAREN("\")\""),
    ASSIGN("\"=\""),
    COLON("\":\""),
    DOUBLE_COLON("\"::\""),
    COMMA("\",\""),
    DOT("\".\""),
    ELLIPSIS("\"...\""),
    QUESTION("\"?\""),
    ARROW("\"=>\""),
    STAR("\"*\""),
    SLASH("\"/\""),
    PERCENT("\"%\""),
    PLUS("\"+\""),
    MINUS("\"-\""),
    EQUAL("\"==\""),
    NOT_EQUAL("\"!=\""),
    LESS("\"<\""),
    LESS_EQUAL("\"<=\""),
    GREATER("\">\""),
    GREATER_EQUAL("\">=\""),
    AND("\"&&\""),
    OR("\"||\""),
    NOT("\"!\""),
    INVALID("a character that means nothing here");

    private final String described;

    TokenKind(String described) {
        this.described = described;
    }

    String described() {
        return described;
    }
}
