package plumbline.server.notice.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ChatProgramTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Chats.Message HOSTILE = new Chats.Message(
            "<!channel> *now* <https://evil.example|click>",
            "a & b\n[x](https://evil.example)",
            "https://plumbline.example/findings",
            false);

    @Test
    void slackShowsWhatANoticeSaysAsText() {
        var body = JSON.readTree(ChatProgram.SLACK.body(HOSTILE));
        var text = body.at("/blocks/0/text/text").asString();
        assertThat(body.at("/blocks/0/text/type").asString()).isEqualTo("mrkdwn");
        assertThat(text)
                .startsWith("*<https://plumbline.example/findings|")
                .contains("&lt;!channel&gt;")
                .contains("&lt;https://evil.example|click&gt;")
                .contains("a &amp; b")
                .doesNotContain("<!channel>")
                .doesNotContain("*now*");
        assertThat(body.get("text").asString()).doesNotContain("<");
    }

    @Test
    void teamsGetsACardThatReadsNoMarkdown() {
        var body = JSON.readTree(ChatProgram.TEAMS.body(HOSTILE));
        assertThat(body.get("type").asString()).isEqualTo("message");
        assertThat(body.at("/attachments/0/contentType").asString())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        var card = body.at("/attachments/0/content");
        assertThat(card.get("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.at("/body/0/type").asString()).isEqualTo("RichTextBlock");
        assertThat(card.at("/body/0/inlines/0/type").asString()).isEqualTo("TextRun");
        assertThat(card.at("/body/1/inlines/0/text").asString()).isEqualTo(HOSTILE.text());
        assertThat(card.at("/actions/0/url").asString()).isEqualTo(HOSTILE.link());
    }

    @Test
    void aLongTextIsCut() {
        var message = new Chats.Message("x", "y".repeat(4_000), "", false);
        assertThat(JSON.readTree(ChatProgram.SLACK.body(message))
                        .at("/blocks/0/text/text")
                        .asString())
                .hasSizeLessThan(3_000)
                .endsWith("…");
    }
}
