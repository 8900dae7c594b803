package plumbline.server.notice.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;

/// The programs that can be spoken to, and how each wants a message written. What a notice says stands there as text:
/// no mention, no link and no emphasis comes from it.
public enum ChatProgram {
    SLACK("slack", "Slack", "Incoming webhook of a Slack app, or of Mattermost") {
        @Override
        String body(Chats.Message message) {
            var title = message.link().isEmpty()
                    ? "*" + slack(message.subject()) + "*"
                    : "*<" + message.link() + "|" + slack(message.subject()) + ">*";
            var text = message.text().isEmpty() ? title : title + "\n" + slack(cut(message.text(), LONGEST_TEXT));
            var section = JsonObject.builder()
                    .put("type", "section")
                    .put(
                            "text",
                            JsonObject.builder()
                                    .put("type", "mrkdwn")
                                    .put("text", text)
                                    .build())
                    .build();
            return CanonicalJson.text(JsonObject.builder()
                    .put("text", slack(message.subject()))
                    .put("blocks", list(section))
                    .put("unfurl_links", false)
                    .build());
        }
    },
    TEAMS("teams", "Microsoft Teams", "Workflow \"Post to a channel when a webhook request is received\"") {
        @Override
        String body(Chats.Message message) {
            var card = JsonObject.builder()
                    .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                    .put("type", "AdaptiveCard")
                    .put("version", "1.4")
                    .put("body", list(line(message.subject(), true), line(cut(message.text(), LONGEST_TEXT), false)));
            if (!message.link().isEmpty()) {
                card.put(
                        "actions",
                        list(JsonObject.builder()
                                .put("type", "Action.OpenUrl")
                                .put("title", "Open it in Plumbline")
                                .put("url", message.link())
                                .build()));
            }
            var attachment = JsonObject.builder()
                    .put("contentType", "application/vnd.microsoft.card.adaptive")
                    .put("content", card.build())
                    .build();
            return CanonicalJson.text(JsonObject.builder()
                    .put("type", "message")
                    .put("attachments", list(attachment))
                    .build());
        }
    };

    private static final int LONGEST_TEXT = 2_000;

    private final String word;
    private final String label;
    private final String hint;

    ChatProgram(String word, String label, String hint) {
        this.word = word;
        this.label = label;
        this.hint = hint;
    }

    /// The request's body, as JSON.
    abstract String body(Chats.Message message);

    public String word() {
        return word;
    }

    public String label() {
        return label;
    }

    public String hint() {
        return hint;
    }

    static Optional<ChatProgram> find(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    private static JsonArray list(JsonValue... values) {
        return new JsonArray(List.of(values));
    }

    /// Slack reads these three characters as its own; escaped, nothing in a text is a mention or a link.
    private static String slack(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                // A joiner of no width keeps emphasis from being read.
                .replaceAll("([*_~`])", "\u2060$1\u2060");
    }

    /// A text run knows no Markdown, unlike a text block.
    private static JsonObject line(String text, boolean heading) {
        var run = JsonObject.builder().put("type", "TextRun").put("text", text.isEmpty() ? " " : text);
        if (heading) {
            run.put("weight", "Bolder").put("size", "Medium");
        }
        return JsonObject.builder()
                .put("type", "RichTextBlock")
                .put("inlines", list(run.build()))
                .build();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
