package plumbline.server.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.server.platform.StartFailure;

class MailSettingsTest {
    private static final String FROM = "Plumbline <plumbline@example.com>";

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example.com, mail.example.com, 587, REQUIRED",
        "smtp://mail.example.com:25?starttls=optional, mail.example.com, 25, OFFERED",
        "smtp://localhost:2525, localhost, 2525, OFFERED",
        "smtp://localhost:2525?starttls=required, localhost, 2525, REQUIRED",
        "smtp://[::1]:2525, ::1, 2525, OFFERED",
        "smtps://mail.example.com, mail.example.com, 465, WHOLE"
    })
    void demandsTlsUnlessTheServerIsHereOrTheOperatorSaysSo(String url, String host, int port, MailSettings.Tls tls) {
        var settings = read(url, FROM).orElseThrow();
        assertThat(settings.host()).isEqualTo(host);
        assertThat(settings.port()).isEqualTo(port);
        assertThat(settings.tls()).isEqualTo(tls);
    }

    @Test
    void readsNameAndPasswordAndPrintsNoPassword() {
        var settings = read("smtp://user%40example.com:p%3A%2Fs+s@mail.example.com", FROM)
                .orElseThrow();
        assertThat(settings.login()).isEqualTo(new MailSettings.Login("user@example.com", "p:/s+s"));
        assertThat(settings.toString()).doesNotContain("p:/s+s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.com",
                "http://mail.example.com",
                "smtp://user@mail.example.com",
                "smtp://",
                "smtp://h/path",
                "smtp://h?starttls=off",
                "smtp://u:secret word@h"
            })
    void refusesWhatItCannotReadWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> read(url, FROM))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PLUMBLINE_SMTP_URL")
                .hasMessageNotContaining("secret word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@b\r\nBcc: x@y.example"})
    void needsASender(String from) {
        assertThatThrownBy(() -> read("smtp://localhost", from))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PLUMBLINE_MAIL_FROM");
    }

    @Test
    void thereIsNoMailWithoutAServer() {
        assertThat(read("", FROM)).isEmpty();
    }

    private static Optional<MailSettings> read(String url, String from) {
        return MailSettings.from(Map.of("PLUMBLINE_SMTP_URL", url, "PLUMBLINE_MAIL_FROM", from)::get);
    }
}
