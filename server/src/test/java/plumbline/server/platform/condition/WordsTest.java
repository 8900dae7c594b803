package plumbline.server.platform.condition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "encryption, encrypt:*",
        "Encrypted, encrypt:*",
        "backups, backup:*",
        "versioning, version:*",
        "access, access:*",
        "status, status:*",
        "aws kms, aws:* & kms:*",
        "aws_s3_bucket.logs, aws:* & s3 & bucket:* & log:*",
        "region, region:*",
        "web1, web1",
        "046a7c3, 046a7c3:*",
        "port 443x, port:* & 443x:*",
        "EV-0001, ev:* & 0001",
    })
    void leavesOutWhatEndingsAdd(String typed, String query) {
        assertThat(Words.query(typed)).contains(query);
    }

    @ParameterizedTest
    @CsvSource({
        "encrypted backups, encrypted & backup:*",
        "Person 17, person & 17",
        "sign, sign:*",
    })
    void takesAllButTheLastAsTheyStandWhereThereIsMuch(String typed, String query) {
        assertThat(Words.finished(typed)).contains(query);
    }

    @Test
    void asksNothingWithoutALetterOrDigit() {
        assertThat(Words.query(" -- ' & | ")).isEmpty();
        assertThat(Words.finished(" -- ' & | ")).isEmpty();
    }
}
