package plumbline.ledger.pack;

import java.nio.charset.StandardCharsets;

/// Builds a page. Text is escaped where it enters; only constants of ours go in as markup.
final class Html {
    private final StringBuilder out = new StringBuilder();

    /// Markup of ours; `{}` takes the next text, escaped.
    Html add(String markup, String... texts) {
        int from = 0;
        for (String text : texts) {
            int hole = markup.indexOf("{}", from);
            out.append(markup, from, hole);
            escape(text);
            from = hole + 2;
        }
        out.append(markup, from, markup.length()).append('\n');
        return this;
    }

    byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
